// Curses: opening, drawing, reading keys.

#include "Private.h"

#include "CTerminal.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

int terminal_input = -1, terminal_output = -1;

static bool owns_descriptor;
static FILE *input_stream, *output_stream;
static SCREEN *screen;
/// Keys are read from a pad, because reading from a window would also draw it.
static WINDOW *keys;
static bool is_inside, sends_mouse, has_pairs, shows_cursor;

// Presses, releases and the wheel, in decimal coordinates where the terminal can.
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

// MARK: Before opening

bool terminal_set_locale(const char *name) { return setlocale(LC_CTYPE, name) != NULL; }

const char *terminal_codeset(void) { return nl_langinfo(CODESET); }

int terminal_glyph_width(uint32_t glyph) { return wcwidth((wchar_t)glyph); }

const char *terminal_variable(const char *name) { return getenv(name); }

void terminal_forget_variable(const char *name) { unsetenv(name); }

bool terminal_connect(void) {
  int descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC);
  owns_descriptor = descriptor >= 0;
  if (owns_descriptor) {
    terminal_input = terminal_output = descriptor;
  } else if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
    terminal_input = STDIN_FILENO;
    terminal_output = STDOUT_FILENO;
  }
  // `select` counts no further.
  if (terminal_input >= FD_SETSIZE) terminal_disconnect();
  return terminal_input >= 0;
}

void terminal_disconnect(void) {
  if (owns_descriptor) close(terminal_input);
  owns_descriptor = false;
  terminal_input = terminal_output = -1;
}

bool terminal_is_usable(const char *type) {
  int result = 0;
  if (setupterm((char *)type, terminal_output, &result) != OK) return false;
  bool is_usable = cursor_address != NULL;
  del_curterm(cur_term);
  return is_usable;
}

// MARK: Opening and closing

static char restore[512];
static size_t restore_length;

static int collect(int byte) {
  if (restore_length < sizeof restore) restore[restore_length++] = (char)byte;
  return byte;
}

static void add_to_restore(const char *capability) {
  if (capability != NULL) tputs(capability, 1, collect);
}

/// Collects what brings a terminal of this type back, as its own description has it.
static bool prepare_restore(const char *type, bool wants_mouse) {
  int result = 0;
  if (setupterm((char *)type, terminal_output, &result) != OK) return false;
  sends_mouse = wants_mouse && key_mouse != NULL;
  restore_length = 0;
  if (sends_mouse) add_to_restore(mouse_off);
  add_to_restore(exit_attribute_mode);
  add_to_restore(orig_pair);
  add_to_restore(keypad_local);
  add_to_restore(cursor_normal);
  if (exit_ca_mode != NULL) {
    add_to_restore(exit_ca_mode);
  } else {
    // Without a second screen, what comes next starts below the picture.
    struct winsize size = {.ws_row = 24};
    ioctl(terminal_output, TIOCGWINSZ, &size);
    add_to_restore(tparm(cursor_address, (long)size.ws_row - 1, 0L));
    add_to_restore("\r\n");
  }
  del_curterm(cur_term);
  return true;
}

static void send_bytes(const char *bytes) { write_whole(terminal_output, bytes, strlen(bytes)); }

/// Ctrl-S, Ctrl-V and their kind are ordinary keys; Ctrl-C and Ctrl-Z stay signals.
static void release_control_keys(void) {
  struct termios modes;
  if (tcgetattr(terminal_output, &modes) != 0) return;
  modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ISTRIP);
  modes.c_lflag &= ~(tcflag_t)IEXTEN;
  tcsetattr(terminal_output, TCSANOW, &modes);
  def_prog_mode();
}

static void close_streams(void) {
  if (input_stream != NULL) fclose(input_stream);
  if (output_stream != NULL) fclose(output_stream);
  input_stream = output_stream = NULL;
}

bool terminal_open(const char *type, bool wants_mouse) {
  static bool is_registered;
  if (screen != NULL || !prepare_restore(type, wants_mouse)) return false;
  if (!is_registered) is_registered = atexit(terminal_close) == 0;

  // Streams of our own, so that closing them leaves standard input and output open.
  input_stream = fdopen(fcntl(terminal_input, F_DUPFD_CLOEXEC, 3), "r");
  output_stream = fdopen(fcntl(terminal_output, F_DUPFD_CLOEXEC, 3), "w");
  if (input_stream == NULL || output_stream == NULL || !signals_install()) {
    close_streams();
    return false;
  }
  guard_install(terminal_output, restore, restore_length);
  // Our handlers are there first, and curses leaves alone what is taken.
  screen = newterm((char *)type, output_stream, input_stream);
  if (screen == NULL) {
    guard_remove();
    signals_remove();
    close_streams();
    return false;
  }
  signals_watch_size();
  cbreak();
  noecho();
  nonl();
  release_control_keys();
  shows_cursor = curs_set(0) == ERR;
  // Frames are shown whole, also while keys are waiting.
  typeahead(-1);
  // Where characters are deleted, not every terminal fills the end of the row with its background.
  idcok(stdscr, FALSE);
  keys = newpad(1, 1);
  keypad(keys, TRUE);
  nodelay(keys, TRUE);
  // The caller reads what the mouse sends, byte by byte, in whichever of its two forms.
  define_key(NULL, KEY_MOUSE);
  has_pairs = false;
  is_inside = true;
  if (sends_mouse) send_bytes(mouse_on);
  return true;
}

void terminal_set_escape_delay(int milliseconds) { set_escdelay(milliseconds); }

void screen_leave(void) {
  if (!is_inside) return;
  is_inside = false;
  if (sends_mouse) send_bytes(mouse_off);
  endwin();
  guard_arm(false);
}

/// Follows the terminal's size. When that is new, curses reports it as a key.
static void follow_size(void) {
  struct winsize size;
  if (ioctl(terminal_output, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
      is_term_resized(size.ws_row, size.ws_col))
    resizeterm(size.ws_row, size.ws_col);
}

void screen_enter(void) {
  // After a stop that nobody announced, the shell's prompt stands on our screen: leave it first.
  screen_leave();
  guard_arm(true);
  follow_size();
  reset_prog_mode();
  clearok(curscr, TRUE);
  // Not gathered into a frame: this also sets the terminal's modes.
  wnoutrefresh(stdscr);
  doupdate();
  curs_set(0);
  if (sends_mouse) send_bytes(mouse_on);
  is_inside = true;
}

void terminal_close(void) {
  if (screen == NULL) return;
  screen_leave();
  delwin(keys);
  delscreen(screen);
  screen = NULL;
  guard_remove();
  signals_remove();
  close_streams();
  frame_close();
  terminal_disconnect();
}

int terminal_rows(void) { return LINES; }

int terminal_columns(void) { return COLS; }

// MARK: Colors

int terminal_color_count(void) {
  int count = has_colors() ? tigetnum("colors") : 0;
  return count > 0 ? count : 0;
}

void terminal_start_colors(void) {
  // Without colors, asking for a pair would crash.
  has_pairs = has_colors() && start_color() == OK;
  if (has_pairs) use_default_colors();
}

/// The number of a color pair, made when it is first asked for.
static int pair_of(int foreground, int background) {
  if (!has_pairs || (foreground < 0 && background < 0)) return 0;
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
#else
  // Older curses counts pairs itself nowhere: remember them in order, the oldest goes first.
  enum { most = 4096 };
  static struct {
    short foreground, background;
  } made[most];
  static int count, next;
  int limit = COLOR_PAIRS - 1 < most ? COLOR_PAIRS - 1 : most;
  for (int index = 0; index < count; index++)
    if (made[index].foreground == foreground && made[index].background == background)
      return index + 1;
  if (limit <= 0) return 0;
  int slot = next;
  next = (next + 1) % limit;
  if (count < limit) count++;
  made[slot].foreground = (short)foreground;
  made[slot].background = (short)background;
  init_pair((short)(slot + 1), (short)foreground, (short)background);
  return slot + 1;
#endif
}

static void make_cell(cchar_t *cell, const terminal_cell *from) {
  wchar_t glyph[2] = {(wchar_t)from->glyph, 0};
  attr_t attributes = A_NORMAL;
  if (from->attributes & TERMINAL_BOLD) attributes |= A_BOLD;
  if (from->attributes & TERMINAL_DIM) attributes |= A_DIM;
  if (from->attributes & TERMINAL_REVERSE) attributes |= A_REVERSE;
  if (from->attributes & TERMINAL_UNDERLINE) attributes |= A_UNDERLINE;
  int pair = pair_of(from->foreground, from->background);
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
  // Pairs beyond the range of a short go through the last argument.
  setcchar(cell, glyph, attributes, 0, &pair);
#else
  setcchar(cell, glyph, attributes, (short)pair, NULL);
#endif
}

// MARK: Drawing

void terminal_draw(int row, int column, const terminal_cell *cells, int count) {
  enum { most = 128 };
  cchar_t run[most];
  for (int start = 0; start < count; start += most) {
    int length = count - start < most ? count - start : most;
    for (int index = 0; index < length; index++) make_cell(&run[index], &cells[start + index]);
    mvadd_wchnstr(row, column + start, run, length);
  }
}

void terminal_erase(void) { erase(); }

void terminal_mark_unknown(void) { clearok(curscr, TRUE); }

void terminal_flush(void) {
  int output = fileno(output_stream);
  // A screen that was left is entered again by `doupdate`, which needs the terminal itself.
  bool is_gathered = is_inside && frame_begin(output);
  // A cursor that cannot be hidden stands where it covers nothing that matters.
  if (shows_cursor) move(LINES - 1, COLS - 1);
  wnoutrefresh(stdscr);
  doupdate();
  if (is_gathered) frame_end(output, terminal_output);
}

// MARK: Input

int terminal_read_key(void) {
  if (signals_take_size_change()) follow_size();
  int code = wgetch(keys);
  if (code == ERR) return TERMINAL_NO_KEY;
  if (code < 256) return code;
  if (code >= KEY_F0 && code < KEY_F0 + 64) return TERMINAL_KEY_FUNCTION + code - KEY_F0;
  switch (code) {
    case KEY_RESIZE: return TERMINAL_KEY_RESIZED;
    case KEY_UP: return TERMINAL_KEY_UP;
    case KEY_DOWN: return TERMINAL_KEY_DOWN;
    case KEY_LEFT: return TERMINAL_KEY_LEFT;
    case KEY_RIGHT: return TERMINAL_KEY_RIGHT;
    case KEY_HOME: case KEY_FIND: case KEY_A1: return TERMINAL_KEY_HOME;
    case KEY_END: case KEY_SELECT: case KEY_C1: return TERMINAL_KEY_END;
    case KEY_PPAGE: case KEY_A3: return TERMINAL_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return TERMINAL_KEY_PAGE_DOWN;
    case KEY_IC: return TERMINAL_KEY_INSERT;
    case KEY_DC: return TERMINAL_KEY_DELETE;
    case KEY_BACKSPACE: return TERMINAL_KEY_BACKSPACE;
    case KEY_BTAB: return TERMINAL_KEY_BACK_TAB;
    case KEY_ENTER: return TERMINAL_KEY_ENTER;
    default: return TERMINAL_KEY_UNKNOWN;
  }
}
