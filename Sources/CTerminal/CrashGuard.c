// Leaves a usable terminal behind when the program crashes.
//
// Everything in the handler is async-signal-safe: the bytes to send and the modes to set were prepared
// while the program was well.

#include "Private.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};
enum { crash_count = sizeof crashes / sizeof crashes[0] };

static struct sigaction earlier[crash_count];
static struct termios modes;
static const char *restore_bytes;
static size_t restore_length;
static int guarded = -1;
static volatile sig_atomic_t is_armed;

// A stack of its own, because running out of stack is one of the ways to crash.
static _Alignas(16) char alternate_stack[64 * 1024];
static bool owns_stack;

void guard_restore(void) {
  if (!is_armed) return;
  is_armed = 0;
  // Neither call may stop us when we run in the background.
  sigset_t stops, before;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTTOU);
  sigprocmask(SIG_BLOCK, &stops, &before);
  tcsetattr(guarded, TCSANOW, &modes);
  write_whole(guarded, restore_bytes, restore_length);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

static void handle_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  guard_restore();
  struct sigaction next = {.sa_handler = SIG_DFL};
  // A fault of our own goes to whoever handled it before, such as Swift's backtracer. Its interactive
  // mode would wait for a key on the terminal; without a standard input it prints and ends.
  bool is_fault = info->si_code > 0;
  if (is_fault) {
    for (int index = 0; index < crash_count; index++)
      if (crashes[index] == number) next = earlier[index];
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0) dup2(nothing, STDIN_FILENO);
  }
  sigaction(number, &next, NULL);
  // A faulting instruction runs again when we return, and arrives with all its particulars. A
  // breakpoint does not, and neither does a signal that was sent; this one arrives when we return.
  if (!is_fault || number == SIGTRAP) raise(number);
}

void guard_install(int output, const char *restore, size_t length) {
  guarded = output;
  restore_bytes = restore;
  restore_length = length;
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) {
    stack_t own = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
    owns_stack = sigaltstack(&own, NULL) == 0;
  }
  tcgetattr(output, &modes);
  is_armed = 1;
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK};
  action.sa_sigaction = handle_crash;
  sigfillset(&action.sa_mask);
  for (int index = 0; index < crash_count; index++)
    sigaction(crashes[index], &action, &earlier[index]);
}

void guard_arm(bool armed) { is_armed = armed && guarded >= 0; }

void guard_remove(void) {
  is_armed = 0;
  guarded = -1;
  for (int index = 0; index < crash_count; index++)
    sigaction(crashes[index], &earlier[index], NULL);
  if (owns_stack) sigaltstack(&(stack_t){.ss_flags = SS_DISABLE}, NULL);
  owns_stack = false;
}
