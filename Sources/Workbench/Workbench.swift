// The screens on which networks and filters are trained stand in this room, a folder for each.
