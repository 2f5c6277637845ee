// Requests to end a program that has no screen. The first is only noted, so that what is under way can
// be brought to a good end; the second ends the program at once, as if nobody had asked to be told.

#include "Private.h"

#include "CTerminal.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t received;

static void note(int number) {
  if (received) {
    signal(number, SIG_DFL);
    raise(number);
  }
  received = number;
}

void interruption_watch(void) {
  static const int watched[] = {SIGHUP, SIGINT, SIGTERM};
  for (size_t index = 0; index < sizeof watched / sizeof *watched; index++) {
    struct sigaction before, action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigaction(watched[index], NULL, &before);
    // What our parent had us ignore, such as the hang-up under nohup, stays ignored.
    if (before.sa_handler != SIG_IGN) sigaction(watched[index], &action, NULL);
  }
}

int interruption_signal(void) { return received; }
