/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All output on stderr: errors, warnings, messages and the progress line. Text from input is
 * masked, so no book can send escape sequences to a terminal. Its state is global, because a
 * program has one stderr.
 */
#ifndef BASE_TTY_H
#define BASE_TTY_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Longer lines are cut. */
enum { TTY_LINE_BYTES = 4096 };

/* The values are those of --quiet and --verbose. */
enum tty_level { TTY_QUIET = -1, TTY_NORMAL, TTY_VERBOSE };

enum tty_progress {
    TTY_PROGRESS_AUTO,  /* a line that is redrawn, only on a terminal */
    TTY_PROGRESS_LINES, /* a new plain line from time to time, for screen readers and logs */
    TTY_PROGRESS_NONE,
};

/* Call it first; until then the level is TTY_NORMAL. With TTY_QUIET there is no progress; nor with
 * TTY_PROGRESS_AUTO when stderr is not a terminal. */
void tty_setup(enum tty_level level, enum tty_progress progress);

/* Each prints one line and removes the progress line first. Errors and warnings are always printed,
 * tty_say not with TTY_QUIET, tty_verbose only with TTY_VERBOSE. */
void tty_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tty_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tty_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void tty_verbose(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes text of a book for a terminal: line breaks and tabs become blanks; other control
 * characters (C0, DEL, C1), bidirectional controls and bad UTF-8 become "?". */
void tty_write_masked(FILE *out, struct view text);

/* What the progress line shows. */
struct tty_state {
    const char *unit;  /* "chapter" or "book" */
    const char *title; /* of the one that is read */
    size_t number, count;
    double done;          /* 0 to 1 */
    double sound_seconds; /* finished so far */
    double work_seconds;  /* since the start; never decreases */
};

/*
 * Call it as often as you like. The progress line is redrawn at most once a second, and not in the
 * first second. A plain line is printed at each tenth of the work, if the last one is five seconds
 * old, and every thirty seconds.
 */
void tty_show_progress(const struct tty_state *state);
void tty_end_progress(void);

/* The kinds of lines, in the order of the functions above. */
enum tty_line { TTY_LINE_ERROR, TTY_LINE_WARNING, TTY_LINE_SAY, TTY_LINE_VERBOSE };

/* Where messages go instead of stderr: in the process of one book of a shelf, to the process that
 * has the terminal. The line is neither masked nor filtered by the level; progress is every state
 * that tty_show_progress got. */
struct tty_sink {
    void (*line)(void *context, enum tty_line kind, const char *line);
    void (*progress)(void *context, const struct tty_state *state);
    void *context;
};

/* From now on; `sink` is borrowed. */
void tty_divert(const struct tty_sink *sink);
/* Prints a line that such a sink got, like the function of its kind. */
void tty_line(enum tty_line kind, const char *line);

/* Seconds of a clock that never goes back. */
double tty_clock(void);

/* "530 times real time", "0.4 times real time"; "" when that would say 0. */
void tty_format_speed(double sound_seconds, double work_seconds, char *out, size_t size);
/* The words of the progress line: "43 %, 12.0 s left, chapter 3 of 9, 530 times real time". */
void tty_format_progress(const struct tty_state *state, char *out, size_t size);
/* The same in a terminal of so many columns, of which the last stays free: with a bar where there
 * is room, else cut. `line` is ASCII but for the unit. */
void tty_fit_progress(const char *line, double done, size_t columns, char *out, size_t size);

/* "1 h 02 min 03 s", "2 min 03 s", "3.2 s". Writes at most `size` bytes. */
void tty_format_seconds(double seconds, char *out, size_t size);

#endif
