#ifndef EXPLORE_CTERMINAL_PRIVATE_H
#define EXPLORE_CTERMINAL_PRIVATE_H

// Strict C hides the system calls below; this has to come before any system header.
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif

#include <stdbool.h>
#include <stddef.h>

/// The file descriptors of the terminal, -1 when there is none.
extern int terminal_input, terminal_output;

/// Remembers the terminal's present modes and catches the signals of a crash. From now on a crash sends
/// `restore`, which must outlive the guard.
void guard_install(int output, const char *restore, size_t length);
void guard_remove(void);

/// While disarmed, a crash leaves the terminal alone: it belongs to the shell.
void guard_arm(bool armed);

/// Restores the terminal; safe in a signal handler.
void guard_restore(void);

/// Catches the signals that end and stop a process, before and after `newterm`.
bool signals_install(void);
void signals_watch_size(void);
void signals_remove(void);

/// Whether the size may have changed since this was last asked.
bool signals_take_size_change(void);

/// Diverts what is written to `output` into memory; false when that is not possible.
bool frame_begin(int output);
/// Ends that, and writes what was gathered to `terminal`, at once.
void frame_end(int output, int terminal);
void frame_close(void);

/// `write` until all is written or the file takes no more; safe in a signal handler.
void write_whole(int file, const char *from, size_t length);

/// Gives the terminal to the shell, and takes it back.
void screen_leave(void);
void screen_enter(void);

#endif
