/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tty.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static struct {
    enum tty_level level;
    enum tty_progress progress;
    const struct tty_sink *sink; /* instead of stderr; NULL: none */
    bool drawn;                  /* there is a progress line on the terminal */
    double last_seconds;         /* work_seconds when progress was last shown; 0: not yet */
    int last_tenth;
} tty;

void tty_setup(enum tty_level level, enum tty_progress progress)
{
    tty.level = level;
    tty.progress = progress;
    if (level == TTY_QUIET || (progress == TTY_PROGRESS_AUTO && !isatty(STDERR_FILENO)))
        tty.progress = TTY_PROGRESS_NONE;
}

double tty_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void erase_line(void)
{
    if (tty.drawn)
        fputs("\r\033[K", stderr);
    tty.drawn = false;
}

void tty_write_masked(FILE *out, struct view v)
{
    for (size_t at = 0, start = 0; at < v.bytes; start = at) {
        uint32_t rune = rune_next(v, &at);
        bool bidi = (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2066 && rune <= 0x2069);
        if (rune == '\n' || rune == '\t' || rune == '\r')
            fputc(' ', out);
        else if (bidi || rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || rune == RUNE_BAD)
            fputc('?', out);
        else
            fwrite(v.at + start, 1, at - start, out);
    }
}

void tty_divert(const struct tty_sink *sink)
{
    tty.sink = sink;
}

void tty_line(enum tty_line kind, const char *line)
{
    static const char *const prefixes[] = {"lectern: ", "lectern: warning: ", "", ""};
    if ((kind == TTY_LINE_SAY && tty.level == TTY_QUIET) ||
        (kind == TTY_LINE_VERBOSE && tty.level < TTY_VERBOSE))
        return;
    erase_line();
    fputs(prefixes[kind], stderr);
    tty_write_masked(stderr, view_of(line));
    fputc('\n', stderr);
    fflush(stderr);
}

__attribute__((format(printf, 2, 0))) static void format_line(enum tty_line kind,
                                                              const char *format, va_list args)
{
    char line[TTY_LINE_BYTES];
    vsnprintf(line, sizeof line, format, args);
    if (tty.sink != NULL)
        tty.sink->line(tty.sink->context, kind, line);
    else
        tty_line(kind, line);
}

void tty_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_line(TTY_LINE_ERROR, format, args);
    va_end(args);
}

void tty_warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_line(TTY_LINE_WARNING, format, args);
    va_end(args);
}

void tty_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_line(TTY_LINE_SAY, format, args);
    va_end(args);
}

void tty_verbose(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_line(TTY_LINE_VERBOSE, format, args);
    va_end(args);
}

void tty_format_seconds(double seconds, char *out, size_t size)
{
    long whole = (long)(seconds + 0.5);
    if (seconds < 59.95)
        snprintf(out, size, "%.1f s", seconds);
    else if (whole < 3600)
        snprintf(out, size, "%ld min %02ld s", whole / 60, whole % 60);
    else
        snprintf(out, size, "%ld h %02ld min %02ld s", whole / 3600, whole / 60 % 60, whole % 60);
}

void tty_format_speed(double sound_seconds, double work_seconds, char *out, size_t size)
{
    double times = work_seconds > 0 ? sound_seconds / work_seconds : 0;
    snprintf(out, size, times < 0.05 ? "" : "%.*f times real time", times < 9.95 ? 1 : 0, times);
}

/* What matters most comes first, because the user of a screen reader may stop it there. */
void tty_format_progress(const struct tty_state *state, char *out, size_t size)
{
    char left[64] = "", speed[64] = "";
    double work = state->work_seconds;
    if (state->done > 0.01) {
        tty_format_seconds(work / state->done * (1 - state->done), left, sizeof left);
        strcat(left, " left, ");
    }
    tty_format_speed(state->sound_seconds, work, speed, sizeof speed);
    snprintf(out, size, "%.0f %%, %s%s %zu of %zu%s%s", state->done * 100, left, state->unit,
             state->number, state->count, speed[0] != '\0' ? ", " : "", speed);
}

void tty_fit_progress(const char *line, double done, size_t columns, char *out, size_t size)
{
    /* Chosen: a shorter bar says less than the number, a longer one no more. */
    enum { BAR_LEAST = 12, BAR_MOST = 40 };
    size_t bytes = strlen(line), room = columns > 1 ? columns - 1 : 1;
    if (bytes >= room) {
        snprintf(out, size, "%.*s", (int)room, line);
        return;
    }
    size_t bar = room - bytes > 3 ? room - bytes - 3 : 0;
    bar = bar > BAR_MOST ? BAR_MOST : bar;
    int at = snprintf(out, size, "%s", line);
    if (bar < BAR_LEAST || bytes + bar + 4 > size)
        return;
    size_t full = done <= 0 ? 0 : done >= 1 ? bar : (size_t)(done * (double)bar);
    out += at;
    *out++ = ' ';
    *out++ = '[';
    memset(out, '#', full);
    memset(out + full, '.', bar - full);
    memcpy(out + bar, "]", 2);
}

/* Of the terminal now: it may have changed since the last line. */
static size_t terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static void write_progress(const struct tty_state *state)
{
    char line[256], fitted[256];
    tty_format_progress(state, line, sizeof line);
    if (tty.progress == TTY_PROGRESS_AUTO) {
        tty_fit_progress(line, state->done, terminal_columns(), fitted, sizeof fitted);
        fputs(fitted, stderr);
    } else {
        fputs(line, stderr);
    }
}

static bool is_due(const struct tty_state *state)
{
    double since = state->work_seconds - tty.last_seconds;
    int tenth = (int)(state->done * 10);
    if (tty.progress == TTY_PROGRESS_AUTO)
        return since >= 1;
    return tty.progress == TTY_PROGRESS_LINES &&
           (since >= 30 || (since >= 5 && tenth != tty.last_tenth));
}

void tty_show_progress(const struct tty_state *state)
{
    if (tty.sink != NULL)
        tty.sink->progress(tty.sink->context, state);
    if (tty.sink != NULL || !is_due(state))
        return;
    tty.last_seconds = state->work_seconds;
    tty.last_tenth = (int)(state->done * 10);
    erase_line();
    write_progress(state);
    if (tty.progress == TTY_PROGRESS_LINES) {
        fputs(": ", stderr);
        tty_write_masked(stderr, view_of(state->title));
        fputc('\n', stderr);
    } else {
        tty.drawn = true;
    }
    fflush(stderr);
}

void tty_end_progress(void)
{
    if (tty.sink != NULL)
        return;
    erase_line();
    fflush(stderr);
    tty.last_seconds = 0;
    tty.last_tenth = 0;
}
