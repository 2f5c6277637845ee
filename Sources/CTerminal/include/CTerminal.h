#ifndef EXPLORE_CTERMINAL_H
#define EXPLORE_CTERMINAL_H

// Curses and signals in plain integers and C strings. No curses header is included here, so that its
// macros, its mutable globals and its differences between systems stay inside this target.
//
// There is one terminal at a time, and one thread uses it. Decisions belong to the caller; only the
// crash guard decides for itself, because it has to be safe inside a signal handler.

#include <stdbool.h>
#include <stdint.h>

// MARK: Before opening

/// `setlocale(LC_CTYPE, name)`: how characters are coded, and nothing about decimal points.
bool terminal_set_locale(const char *name);

/// `nl_langinfo(CODESET)`, such as "UTF-8".
const char *terminal_codeset(void);

/// `wcwidth`: the columns that a character takes, or -1.
int terminal_glyph_width(uint32_t glyph);

/// A variable of the environment, or NULL.
const char *terminal_variable(const char *name);

/// Takes a variable out of the environment.
void terminal_forget_variable(const char *name);

/// Opens `/dev/tty`, or takes standard input and output when both are terminals.
/// Returns whether there is a terminal.
bool terminal_connect(void);

/// Gives back what `terminal_connect` opened.
void terminal_disconnect(void);

/// `setupterm`: whether the type is described on this system and its cursor can be addressed.
bool terminal_is_usable(const char *type);

// MARK: Opening and closing

/// `newterm` with one key at a time, no echo, no flow control, and the cursor hidden. Installs the
/// crash guard and takes over the signals that `terminal_take_signal` reports.
bool terminal_open(const char *type, bool wants_mouse);

/// `set_escdelay`: the milliseconds an escape waits for the rest of a key's sequence.
void terminal_set_escape_delay(int milliseconds);

/// `endwin`, and everything back as it was. Does nothing when the terminal is closed.
void terminal_close(void);

/// The colors that the type has, 0 when it has none.
int terminal_color_count(void);

/// `start_color`, for a type that has colors. Until then all cells are drawn in the terminal's own.
void terminal_start_colors(void);

int terminal_rows(void);
int terminal_columns(void);

// MARK: Drawing

enum {
  TERMINAL_BOLD = 1,
  TERMINAL_DIM = 2,
  TERMINAL_REVERSE = 4,
  TERMINAL_UNDERLINE = 8,
};

/// One character cell. A color of -1 is the terminal's own.
typedef struct {
  uint32_t glyph;
  int16_t foreground;
  int16_t background;
  uint8_t attributes;
} terminal_cell;

/// `mvadd_wchnstr`: writes a run of cells. What reaches over the right edge is cut off.
void terminal_draw(int row, int column, const terminal_cell *cells, int count);

/// `erase`: blanks the frame that is being drawn.
void terminal_erase(void);

/// `clearok`: the next flush sends the whole screen, whatever the terminal seems to show.
void terminal_mark_unknown(void);

/// `wnoutrefresh` and `doupdate`: sends what differs from the screen.
void terminal_flush(void);

// MARK: Input

enum {
  TERMINAL_NO_KEY = -1,
  // 0 to 255 are bytes.
  TERMINAL_KEY_RESIZED = 256,
  TERMINAL_KEY_UP,
  TERMINAL_KEY_DOWN,
  TERMINAL_KEY_LEFT,
  TERMINAL_KEY_RIGHT,
  TERMINAL_KEY_HOME,
  TERMINAL_KEY_END,
  TERMINAL_KEY_PAGE_UP,
  TERMINAL_KEY_PAGE_DOWN,
  TERMINAL_KEY_INSERT,
  TERMINAL_KEY_DELETE,
  TERMINAL_KEY_BACKSPACE,
  TERMINAL_KEY_BACK_TAB,
  TERMINAL_KEY_ENTER,
  TERMINAL_KEY_UNKNOWN,
  /// F1 is one more than this, and so on to F63.
  TERMINAL_KEY_FUNCTION = 512,
};

/// `getch` without waiting: a byte, or one of the keys above.
int terminal_read_key(void);

enum {
  TERMINAL_TIME_IS_UP,
  TERMINAL_HAS_INPUT,
  TERMINAL_HAS_SIGNAL,
  TERMINAL_IS_GONE,
};

/// Sleeps until there is input or a signal, at most `milliseconds`, without end when that is negative.
int terminal_wait(int milliseconds);

// MARK: Signals

enum {
  TERMINAL_NO_SIGNAL = 0,
  TERMINAL_STOP = -1,
  TERMINAL_CONTINUE = -2,
};

/// From any thread, while the terminal is open: ends the present wait, or the next.
void terminal_wake(void);

/// Whether `terminal_wake` was called since this was last asked.
bool terminal_take_wake(void);

/// What arrived next: SIGHUP, SIGINT, SIGQUIT or SIGTERM by number, or one of the above.
int terminal_take_signal(void);

/// Gives the terminal back and stops the process as Ctrl-Z does. Returns when it goes on, at once when
/// nobody could continue it.
void terminal_suspend(void);

/// Takes the terminal again after a stop, in its present size. False when the process is in the
/// background: it has been stopped there, and SIGCONT will say when to try again.
bool terminal_resume(void);

// MARK: Without a terminal

/// From here on the first SIGHUP, SIGINT or SIGTERM is noted; one more ends the program.
void interruption_watch(void);

/// The signal that was noted, or 0.
int interruption_signal(void);

#endif
