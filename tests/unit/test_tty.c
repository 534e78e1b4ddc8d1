/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on stderr: masked, by level; times. Progress is drawn by the clock and only looked at in
 * part. */
#include "../test.h"
#include "base/str.h"
#include "base/tty.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Runs `talk` with stderr in a file; returns what was written. */
static const char *heard(void (*talk)(void))
{
    static char bytes[8192];
    char name[] = "/tmp/lectern-tty-XXXXXX";
    int kept = dup(STDERR_FILENO), file = mkstemp(name);
    unlink(name);
    fflush(stderr);
    dup2(file, STDERR_FILENO);
    talk();
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    ssize_t got = pread(file, bytes, sizeof bytes - 1, 0);
    close(file);
    bytes[got > 0 ? got : 0] = '\0';
    return bytes;
}

static void formats_seconds(void)
{
    static const struct {
        double seconds;
        const char *wanted;
    } rows[] = {
        {0, "0.0 s"},
        {0.04, "0.0 s"},
        {3.25, "3.2 s"},
        {59.9, "59.9 s"},
        {59.96, "1 min 00 s"},
        {60, "1 min 00 s"},
        {123, "2 min 03 s"},
        {3599.4, "59 min 59 s"},
        {3599.6, "1 h 00 min 00 s"},
        {3723, "1 h 02 min 03 s"},
        {360000, "100 h 00 min 00 s"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[64];
        tty_format_seconds(rows[i].seconds, out, sizeof out);
        CHECK_STR(out, rows[i].wanted);
    }
    char small[4];
    tty_format_seconds(123, small, sizeof small);
    CHECK_STR(small, "2 m");
}

static void fits_progress(void)
{
    static const struct {
        size_t columns;
        double done;
        const char *wanted;
    } rows[] = {
        {80, 0.5, "50 %, x [####################....................]"},
        {30, 0.5, "50 %, x [#########..........]"},
        {30, 0, "50 %, x [...................]"},
        {30, 7, "50 %, x [###################]"},
        {20, 0.5, "50 %, x"},
        {8, 0.5, "50 %, x"},
        {7, 0.5, "50 %, "},
        {1, 0.5, "5"},
        {0, 0.5, "5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[64];
        tty_fit_progress("50 %, x", rows[i].done, rows[i].columns, out, sizeof out);
        CHECK_STR(out, rows[i].wanted);
        CHECK(strlen(out) < rows[i].columns || rows[i].columns < 2);
    }
}

static void no_speed_of_0(void)
{
    char out[64];
    tty_format_speed(10, 0, out, sizeof out);
    CHECK_STR(out, "");
    tty_format_speed(1, 100, out, sizeof out);
    CHECK_STR(out, "");
    tty_format_speed(4, 10, out, sizeof out);
    CHECK_STR(out, "0.4 times real time");
    tty_format_speed(5300, 10, out, sizeof out);
    CHECK_STR(out, "530 times real time");
    struct tty_state state = {"chapter", "", 3, 9, 0.43, 0, 10};
    tty_format_progress(&state, out, sizeof out);
    CHECK_STR(out, "43 %, 13.3 s left, chapter 3 of 9");
}

static void talk_at_every_level(void)
{
    tty_error("e%d", 1);
    tty_warn("w");
    tty_say("s");
    tty_verbose("v");
}

static void levels(void)
{
    static const struct {
        enum tty_level level;
        const char *wanted;
    } rows[] = {
        {TTY_QUIET, "lectern: e1\nlectern: warning: w\n"},
        {TTY_NORMAL, "lectern: e1\nlectern: warning: w\ns\n"},
        {TTY_VERBOSE, "lectern: e1\nlectern: warning: w\ns\nv\n"},
    };
    for (size_t i = 0; i < 3; i++) {
        tty_setup(rows[i].level, TTY_PROGRESS_NONE);
        CHECK_STR(heard(talk_at_every_level), rows[i].wanted);
    }
}

static const char *said;

static void talk_said(void)
{
    tty_say("%s", said);
}

static void control_characters_are_masked(void)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"plain \xC3\xA9 \xE4\xB8\xAD", "plain \xC3\xA9 \xE4\xB8\xAD\n"},
        {"\x1B[31mred", "?[31mred\n"},
        {"a\nb\rc\td\ae", "a b c d?e\n"},
        {"\x7F", "?\n"},
        {"\xC2\x9B"
         "31m",
         "?31m\n"},
        {"\x9B"
         "31m \xFF",
         "?31m ?\n"},
        {"\xC2\xA0", "\xC2\xA0\n"},
        {"%s%n", "%s%n\n"},
    };
    tty_setup(TTY_NORMAL, TTY_PROGRESS_NONE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        said = rows[i].text;
        CHECK_STR(heard(talk_said), rows[i].wanted);
    }
}

static void long_lines_end(void)
{
    static char text[10001];
    memset(text, 'x', 10000);
    said = text;
    const char *line = heard(talk_said);
    CHECK(strlen(line) > 1000 && strlen(line) <= 4096);
    CHECK(line[strlen(line) - 1] == '\n');
}

static struct text sunk;

static void sink_line(void *context, enum tty_line kind, const char *line)
{
    text_addf(context, "%d %s\n", (int)kind, line);
}

static void sink_progress(void *context, const struct tty_state *state)
{
    text_addf(context, "%s %s %.1f\n", state->unit, state->title, state->done);
}

static void talk_diverted(void)
{
    static const struct tty_sink sink = {sink_line, sink_progress, &sunk};
    struct tty_state state = {"chapter", "title", 1, 2, 0.5, 10, 1};
    tty_setup(TTY_QUIET, TTY_PROGRESS_NONE);
    tty_divert(&sink);
    tty_error("%s", "an error");
    tty_warn("%s", "a warning");
    tty_say("%s", "said");
    tty_verbose("%s", "a detail");
    tty_show_progress(&state);
    tty_end_progress();
    tty_divert(NULL);
    tty_line(TTY_LINE_WARNING, "from a\tsink");
    tty_line(TTY_LINE_SAY, "not when quiet");
}

/* A sink gets everything, whatever the level, and stderr nothing. */
static void diverts(void)
{
    CHECK_STR(heard(talk_diverted), "lectern: warning: from a sink\n");
    CHECK_STR(sunk.at, "0 an error\n1 a warning\n2 said\n3 a detail\nchapter title 0.5\n");
    text_release(&sunk);
}

static double work_seconds; /* of the whole */

static void talk_progress(void)
{
    struct tty_state state = {"chapter", "ti\x1Btle", 1, 2, 0, 10, 0};
    for (int i = 0; i <= 200; i++) {
        state.done = i / 200.0;
        state.work_seconds = work_seconds * state.done;
        tty_show_progress(&state);
    }
    tty_end_progress();
}

static size_t count_lines(const char *text)
{
    size_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

/* Now and then, and masked; nothing at all where nothing is wanted or nobody looks. */
static void progress(void)
{
    static const struct {
        double seconds;
        size_t lines;
    } rows[] = {{0.5, 0}, {4.9, 0}, {10, 2}, {60, 10}, {600, 20}};
    tty_setup(TTY_NORMAL, TTY_PROGRESS_LINES);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        work_seconds = rows[i].seconds;
        CHECK_INT(count_lines(heard(talk_progress)), rows[i].lines);
    }
    const char *text = heard(talk_progress);
    CHECK(strchr(text, 0x1B) == NULL && strchr(text, '\r') == NULL);
    CHECK(strstr(text, "chapter 1 of 2") != NULL && strstr(text, "ti?tle") != NULL);
    tty_setup(TTY_NORMAL, TTY_PROGRESS_NONE);
    CHECK_STR(heard(talk_progress), "");
    int kept = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    tty_setup(TTY_NORMAL, TTY_PROGRESS_AUTO); /* no terminal */
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(null);
    CHECK_STR(heard(talk_progress), "");
}

static void the_clock_goes_forward(void)
{
    double first = tty_clock();
    usleep(2000);
    CHECK(tty_clock() > first);
}

TEST_MAIN(TEST(fits_progress), TEST(no_speed_of_0), TEST(formats_seconds), TEST(levels),
          TEST(control_characters_are_masked), TEST(long_lines_end), TEST(diverts), TEST(progress),
          TEST(the_clock_goes_forward))
