// Signals as something to wait for, together with input.
//
// Each handler sets a flag and writes a byte into a pipe that `terminal_wait` watches: nothing can slip
// through between looking and sleeping, whichever thread the signal interrupts.

#include "Private.h"

#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

static const int watched[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT};
enum { watched_count = sizeof watched / sizeof watched[0] };

static struct sigaction earlier[watched_count];
static struct sigaction size_handler;
static volatile sig_atomic_t pending[watched_count];
static volatile sig_atomic_t size_changed;
static atomic_bool is_woken;
static int wake[2] = {-1, -1};

static void wake_up(void) {
  int error = errno;
  // A full pipe is as good as one byte more.
  (void)!write(wake[1], "", 1);
  errno = error;
}

void terminal_wake(void) {
  // One byte in the pipe is enough for as many calls as there are until somebody looks.
  if (!atomic_exchange(&is_woken, true)) wake_up();
}

bool terminal_take_wake(void) { return atomic_exchange(&is_woken, false); }

static void note(int number) {
  for (int index = 0; index < watched_count; index++) {
    if (watched[index] != number) continue;
    // Asked to end twice, and the first time not even noticed: the program hangs. End it from here.
    if (pending[index] && number != SIGTSTP && number != SIGCONT) {
      guard_restore();
      signal(number, SIG_DFL);
      raise(number);
    }
    pending[index] = 1;
  }
  wake_up();
}

// Curses has the first word on a new size; its own handler only sets a flag. Now and then it forgets
// that flag while it draws (measured: once in 600 resizes), so we look for ourselves as well.
static void note_size(int number) {
  size_handler.sa_handler(number);
  size_changed = 1;
  wake_up();
}

bool signals_take_size_change(void) {
  bool has_changed = size_changed;
  size_changed = 0;
  return has_changed;
}

static void catch(int number, void (*handler)(int), struct sigaction *before) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  sigaction(number, NULL, before);
  // What our parent had us ignore, such as the hang-up under nohup, stays ignored.
  if (before->sa_handler != SIG_IGN) sigaction(number, &action, NULL);
}

bool signals_install(void) {
  if (pipe(wake) != 0) return false;
  for (int end = 0; end < 2; end++) {
    fcntl(wake[end], F_SETFD, FD_CLOEXEC);
    fcntl(wake[end], F_SETFL, O_NONBLOCK);
  }
  for (int index = 0; index < watched_count; index++) {
    pending[index] = 0;
    catch(watched[index], note, &earlier[index]);
  }
  return true;
}

void signals_watch_size(void) {
  struct sigaction action;
  sigaction(SIGWINCH, NULL, &size_handler);
  if (size_handler.sa_handler == SIG_DFL || size_handler.sa_handler == SIG_IGN) return;
  action = size_handler;
  action.sa_handler = note_size;
  sigaction(SIGWINCH, &action, NULL);
}

void signals_remove(void) {
  signal(SIGWINCH, SIG_DFL);
  for (int index = 0; index < watched_count; index++)
    sigaction(watched[index], &earlier[index], NULL);
  for (int end = 0; end < 2; end++) close(wake[end]);
  wake[0] = wake[1] = -1;
}

int terminal_take_signal(void) {
  for (int index = 0; index < watched_count; index++) {
    if (!pending[index]) continue;
    pending[index] = 0;
    switch (watched[index]) {
      case SIGTSTP: return TERMINAL_STOP;
      case SIGCONT: return TERMINAL_CONTINUE;
      default: return watched[index];
    }
  }
  return TERMINAL_NO_SIGNAL;
}

int terminal_wait(int milliseconds) {
  fd_set ready;
  FD_ZERO(&ready);
  FD_SET(terminal_input, &ready);
  FD_SET(wake[0], &ready);
  int highest = terminal_input > wake[0] ? terminal_input : wake[0];
  struct timeval limit = {milliseconds / 1000, milliseconds % 1000 * 1000};
  int count = select(highest + 1, &ready, NULL, NULL, milliseconds < 0 ? NULL : &limit);
  if (count < 0) return errno == EINTR ? TERMINAL_HAS_SIGNAL : TERMINAL_IS_GONE;
  if (count == 0) return TERMINAL_TIME_IS_UP;
  if (FD_ISSET(wake[0], &ready)) {
    char bytes[64];
    while (read(wake[0], bytes, sizeof bytes) == sizeof bytes) continue;
    return TERMINAL_HAS_SIGNAL;
  }
  // A terminal that went away is always ready, with nothing to read.
  int available = 0;
  bool is_there = ioctl(terminal_input, FIONREAD, &available) == 0 && available > 0;
  return is_there ? TERMINAL_HAS_INPUT : TERMINAL_IS_GONE;
}

static void stop(int number) {
  struct sigaction stopping = {.sa_handler = SIG_DFL}, before;
  sigaction(number, &stopping, &before);
  raise(number);
  sigaction(number, &before, NULL);
}

void terminal_suspend(void) {
  screen_leave();
  stop(SIGTSTP);
}

bool terminal_resume(void) {
  // In the background, even setting the modes would disturb whoever has the terminal now.
  if (tcgetpgrp(terminal_input) != getpgrp()) {
    stop(SIGTTIN);
    return false;
  }
  for (int index = 0; index < watched_count; index++)
    if (watched[index] == SIGCONT) pending[index] = 0;
  screen_enter();
  return true;
}
