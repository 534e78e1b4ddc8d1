/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: every type, ranges, what is said about mistakes. */
#include "../test.h"
#include "base/str.h"
#include "command/options.h"
#include "help/help.h"

#include <stdlib.h>

enum { MOST_WORDS = 8 };

struct command_line {
    const char *words[MOST_WORDS];
};

static struct options options;
static struct err err;
static char *arguments[MOST_WORDS];
static int count;

static bool parse(const struct command_line *line)
{
    err = (struct err){0};
    for (count = 0; count < MOST_WORDS && line->words[count] != NULL; count++)
        arguments[count] = (char *)line->words[count];
    return options_parse(arguments, &count, &options, &err);
}

#define LINE(...) (&(struct command_line){{__VA_ARGS__}})

static void defaults(void)
{
    CHECK(parse(LINE(NULL)));
    CHECK_INT(count, 0);
    CHECK(options.output == NULL && options.script.narrator == NULL && options.tag.date == NULL);
    CHECK_INT(options.speech.bitrate_kbps, 64);
    CHECK_INT(options.speech.rate_hz, 22050);
    CHECK_INT(options.speech.quality, 5);
    CHECK_INT(options.speech.jobs, 0);
    CHECK_INT(options.script.margin, -1);
    CHECK_INT(options.script.pause_ms[PAUSE_SENTENCE], script_defaults.pause_ms[PAUSE_SENTENCE]);
    CHECK_INT(options.book.read_reasons, 0);
    CHECK(!options.dry_run && !options.help && !options.version && !options.speech.keep_going);
    CHECK_INT(options.verbosity, 0);
    CHECK_INT(options.progress, PROGRESS_AUTO);
}

/* Wherever the profile stands, the options beside it have the last word. */
static void profiles_come_first(void)
{
    CHECK(parse(LINE("--profile", "small")));
    CHECK_INT(options.speech.bitrate_kbps, 56);
    options_release(&options);
    CHECK(parse(LINE("--bitrate=96", "--profile", "small")));
    CHECK_INT(options.speech.bitrate_kbps, 96);
    CHECK_INT(options.cover_side, 500);
    options_release(&options);
    CHECK(!parse(LINE("--profile", "nothing")));
    CHECK_INT(err.kind, ERR_USAGE);
    options_release(&options);
}

static void sets_by_name(void)
{
    CHECK(parse(LINE(NULL)));
    CHECK(options_set_from(&options, "room-tone", "-66", SETTINGS_USER, 1, &err));
    CHECK(options.speech.room_tone_db == -66);
    CHECK(options_set_from(&options, "single-voice", "", SETTINGS_USER, 1, &err));
    CHECK(options.script.single_voice);
    CHECK(options_set_from(&options, "single-voice", "no", SETTINGS_USER, 1, &err));
    CHECK(!options.script.single_voice);
    CHECK(!options_set_from(&options, "single-voice", "perhaps", SETTINGS_USER, 1, &err));
    CHECK(!options_set_from(&options, "bitrat", "64", SETTINGS_USER, 1,
                            &err)); /* no prefixes in files */
    CHECK(!options_set_from(&options, "profile", "small", SETTINGS_USER, 1, &err));
}

/* An int field at an offset, to look at after a line was read. */
#define INT_OF(field) offsetof(struct options, field)
static const struct {
    struct command_line line;
    size_t field;
    int wanted;
} numbers[] = {
    {{{"--bitrate", "56"}}, INT_OF(speech.bitrate_kbps), 56},
    {{{"--bitrate=320"}}, INT_OF(speech.bitrate_kbps), 320},
    {{{"--sample-rate", "44100"}}, INT_OF(speech.rate_hz), 44100},
    {{{"--quality", "0"}}, INT_OF(speech.quality), 0},
    {{{"--quality=9"}}, INT_OF(speech.quality), 9},
    {{{"--margin=0"}}, INT_OF(script.margin), 0},
    {{{"--margin", "100"}}, INT_OF(script.margin), 100},
    {{{"--rate", "80"}}, INT_OF(speech.narrator_wpm), 80},
    {{{"-r", "450"}}, INT_OF(speech.narrator_wpm), 450},
    {{{"-r180"}}, INT_OF(speech.narrator_wpm), 180},
    {{{"-j2"}}, INT_OF(speech.jobs), 2},
    {{{"-j", "1"}}, INT_OF(speech.jobs), 1},
    {{{"--jobs=256"}}, INT_OF(speech.jobs), 256},
    {{{"-nj3"}}, INT_OF(speech.jobs), 3},
    {{{"-j2", "-j3"}}, INT_OF(speech.jobs), 3},
    {{{"-q"}}, INT_OF(verbosity), -1},
    {{{"-v"}}, INT_OF(verbosity), 1},
    {{{"--verbose", "--quiet"}}, INT_OF(verbosity), -1},
    {{{"--progress", "lines"}}, INT_OF(progress), PROGRESS_LINES},
    {{{"--progress=none"}}, INT_OF(progress), PROGRESS_NONE},
    {{{"--progress=none", "--progress=auto"}}, INT_OF(progress), PROGRESS_AUTO},
};

static void integers(void)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        bool good = parse(&numbers[i].line);
        int got = *(const int *)((const char *)&options + numbers[i].field);
        if (!good || got != numbers[i].wanted)
            printf("# %s: %s\n", numbers[i].line.words[0], err.text);
        CHECK(good);
        CHECK_INT(got, numbers[i].wanted);
        CHECK_INT(count, 0);
    }
}

static void flags(void)
{
    static const struct {
        const char *word;
        size_t field;
    } rows[] = {
        {"-n", offsetof(struct options, dry_run)},
        {"--dry-run", offsetof(struct options, dry_run)},
        {"-k", offsetof(struct options, speech.keep_going)},
        {"--keep-going", offsetof(struct options, speech.keep_going)},
        {"--single-voice", offsetof(struct options, script.single_voice)},
        {"-h", offsetof(struct options, help)},
        {"--help", offsetof(struct options, help)},
        {"-V", offsetof(struct options, version)},
        {"--version", offsetof(struct options, version)},
        {"-knq", offsetof(struct options, dry_run)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK(parse(LINE(NULL)));
        CHECK(!*((const bool *)&options + rows[i].field));
        CHECK(parse(LINE(rows[i].word)));
        CHECK(*((const bool *)&options + rows[i].field));
    }
}

static void texts_and_reals(void)
{
    CHECK(parse(LINE("--title", "a=b, c", "--author=", "-oout.mp3", "--gain=-2.5", "--chime-gain",
                     "9", "book")));
    CHECK_STR(options.book.title, "a=b, c");
    CHECK_STR(options.book.author, "");
    CHECK_STR(options.output, "out.mp3");
    CHECK(options.speech.gain_db > -2.51 && options.speech.gain_db < -2.49);
    CHECK(options.speech.chime_gain_db > 8.9);
    CHECK_INT(count, 1);
    CHECK_STR(arguments[0], "book");
    CHECK(parse(LINE("--language=fr", "--voice", "-x", "--year=1990", "--publisher=p",
                     "--comment=c", "--genre=g", "--chime=f")));
    CHECK_STR(options.book.language, "fr");
    CHECK_STR(options.script.narrator, "-x");
    CHECK_STR(options.tag.date, "1990");
    CHECK_STR(options.tag.publisher, "p");
    CHECK_STR(options.tag.description, "c");
    CHECK_STR(options.tag.genre, "g");
    CHECK_STR(options.speech.chime, "f");
}

static void words_and_their_end(void)
{
    CHECK(parse(LINE("a", "-n", "b", "--", "-n", "--", "--title", "-")));
    CHECK_INT(count, 6);
    static const char *const wanted[] = {"a", "b", "-n", "--", "--title", "-"};
    for (int i = 0; i < count && i < 6; i++)
        CHECK_STR(arguments[i], wanted[i]);
    CHECK(parse(LINE("-")));
    CHECK_INT(count, 1);
    CHECK(parse(LINE("")));
    CHECK_INT(count, 1);
    CHECK(parse(LINE("-o", "--", "x")));
    CHECK_STR(options.output, "--");
    CHECK_INT(count, 1);
}

static void pauses(void)
{
    CHECK(parse(LINE("--pause", "sentence=0,chapter=60000", "--pause=quote=5")));
    CHECK_INT(options.script.pause_ms[PAUSE_SENTENCE], 0);
    CHECK_INT(options.script.pause_ms[PAUSE_CHAPTER], 60000);
    CHECK_INT(options.script.pause_ms[PAUSE_QUOTE], 5);
    CHECK_INT(options.script.pause_ms[PAUSE_COMMA], script_defaults.pause_ms[PAUSE_COMMA]);
    for (int reason = PAUSE_NONE + 1; reason < PAUSE_REASON_COUNT; reason++) {
        char value[64];
        snprintf(value, sizeof value, "%s=%d", pause_reason_name((enum pause_reason)reason),
                 reason);
        CHECK(parse(LINE("--pause", value)));
        CHECK_INT(options.script.pause_ms[reason], reason);
        CHECK_INT(pause_reason_named(view_of(pause_reason_name((enum pause_reason)reason))),
                  reason);
    }
    CHECK_INT(pause_reason_named(view_of("none")), PAUSE_NONE);
    CHECK_INT(pause_reason_named(view_of("")), PAUSE_NONE);
}

static void reasons_to_read(void)
{
    CHECK(parse(LINE("--read", "footnote,index")));
    CHECK_INT(options.book.read_reasons, 1u << SKIP_FOOTNOTE | 1u << SKIP_INDEX);
    CHECK(parse(LINE("--read=licence", "--read=hidden")));
    CHECK_INT(options.book.read_reasons, 1u << SKIP_LICENCE | 1u << SKIP_HIDDEN);
    CHECK(parse(LINE("--read", "all")));
    for (int reason = 1; reason < SKIP_REASON_COUNT; reason++)
        CHECK((options.book.read_reasons & 1u << reason) != 0);
    CHECK_INT(options.book.read_reasons & 1, 0);
}

static void mistakes(void)
{
    static const struct {
        struct command_line line;
        const char *says, *also;
    } rows[] = {
        {{{"--bitrate", "55"}}, "--bitrate", "from 56 to 320"},
        {{{"--bitrate", "321"}}, "--bitrate", "\"321\""},
        {{{"--bitrate", "64.5"}}, "--bitrate", "whole number"},
        {{{"--bitrate", "64k"}}, "--bitrate", "\"64k\""},
        {{{"--bitrate="}}, "--bitrate", "\"\""},
        {{{"--bitrate", "nan"}}, "--bitrate", "\"nan\""},
        {{{"--bitrate", "1e999"}}, "--bitrate", "1e999"},
        {{{"--bitrate", " 64"}}, "--bitrate", "\" 64\""},
        {{{"--bitrate", "0x40"}}, "--bitrate", "\"0x40\""},
        {{{"--sample-rate", "8000"}}, "--sample-rate", "22050"},
        {{{"--sample-rate", "32000"}}, "--sample-rate", "22050"},
        {{{"--quality", "10"}}, "--quality", "from 0 to 9"},
        {{{"--quality", "-1"}}, "--quality", "\"-1\""},
        {{{"--margin", "101"}}, "--margin", "from 0 to 100"},
        {{{"-r", "79"}}, "--rate", "from 80 to 450"},
        {{{"-r", "451"}}, "--rate", "451"},
        {{{"-j", "0"}}, "--jobs", "from 1 to 256"},
        {{{"-j0"}}, "--jobs", "\"0\""},
        {{{"-j", "257"}}, "--jobs", "257"},
        {{{"-j", "many"}}, "--jobs", "\"many\""},
        {{{"--gain", "21"}}, "--gain", "from -30 to 20"},
        {{{"--gain", "inf"}}, "--gain", "inf"},
        {{{"--chime-gain", "9.5"}}, "--chime-gain", "from -40 to 9"},
        {{{"--pause", "nothing=5"}}, "--pause", "\"nothing\""},
        {{{"--pause", "none=5"}}, "--pause", "\"none\""},
        {{{"--pause", "sentence"}}, "--pause", "--pause sentence=420"},
        {{{"--pause", "sentence="}}, "--pause", "from 0 to 60000"},
        {{{"--pause", "sentence=60001"}}, "--pause", "60001"},
        {{{"--pause", "sentence=-1"}}, "--pause", "-1"},
        {{{"--pause", "sentence=5,,line=6"}}, "--pause", "\"\""},
        {{{"--pause="}}, "--pause", "reason"},
        {{{"--read", "everything"}}, "--read", "\"everything\""},
        {{{"--read", "none"}}, "--read", "licence, contents,"},
        {{{"--read="}}, "--read", "reason"},
        {{{"--read", "indexindexindexindexindexindexindexindexindexindexindexindexindex"}},
         "--read",
         "indexindex"},
        {{{"--progress", "bar"}}, "--progress", "\"bar\""},
        {{{"--titel=x"}}, "no option --titel", "did you mean --title?"},
        {{{"--auth=", "x", "-x"}}, "-x", "no option"},
        {{{"--xyzzy"}}, "no option --xyzzy", "--help all lists"},
        {{{"--rea", "x"}}, "--read", "\"x\""},
        {{{"--pa", "x"}}, "--pa is ambiguous: it may be", "--pauses, --pause"},
        {{{"--p", "x"}}, "--p", "--p"},
        {{{"--=x"}}, "--", "--help"},
        {{{"-x"}}, "-x", "--help"},
        {{{"-nx"}}, "-x", "--help"},
        {{{"--dry-run=yes"}}, "--dry-run", "no argument"},
        {{{"--title"}}, "--title", "needs an argument"},
        {{{"-j"}}, "--jobs", "needs an argument"},
        {{{"book", "-o"}}, "--output", "needs an argument"},
        {{{"--title", "\xFF"}}, "--title", "UTF-8"},
        {{{"--author=a\xC3"}}, "--author", "UTF-8"},
        {{{"--year", "abcd"}}, "--year", "\"abcd\""},
        {{{"--year", "98"}}, "--year", "four digits"},
        {{{"--year", "19999"}}, "--year", "four digits"},
        {{{"--language", "e"}}, "--language", "en-GB"},
        {{{"--language", "en_GB"}}, "--language", "\"en_GB\""},
        {{{"--language", "en-"}}, "--language", "en-GB"},
        {{{"--language", "-en"}}, "--language", "en-GB"},
        {{{"--language", "englishlanguage"}}, "--language", "en-GB"},
        {{{"--language="}}, "--language", "empty"},
        {{{"-o", ""}}, "--output", "empty"},
        {{{"-l", ""}}, "--lexicon", "empty"},
        {{{"--title="}}, "--title", "empty"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool good = parse(&rows[i].line);
        if (good || strstr(err.text, rows[i].says) == NULL ||
            strstr(err.text, rows[i].also) == NULL)
            printf("# %s %s: %s\n", rows[i].line.words[0],
                   rows[i].line.words[1] != NULL ? rows[i].line.words[1] : "", err.text);
        CHECK(!good);
        CHECK_INT(err.kind, ERR_USAGE);
        CHECK(strstr(err.text, rows[i].says) != NULL);
        CHECK(strstr(err.text, rows[i].also) != NULL);
    }
}

/* Names of files are bytes. */
static void file_names_are_bytes(void)
{
    CHECK(parse(LINE("-o", "\xFF.mp3", "--chime", "\xFE", "\xFD.txt")));
    CHECK_STR(options.output, "\xFF.mp3");
    CHECK_STR(options.speech.chime, "\xFE");
}

static void every_row_is_described(void)
{
    struct option_text text;
    size_t seen = 0, titles = 0;
    for (; options_describe(seen, &text); seen++) {
        CHECK(text.help != NULL && text.help[0] != '\0');
        titles += text.name == NULL;
        if (text.name != NULL && strcmp(text.name, "output") == 0)
            CHECK(text.letter == 'o' && text.file && strcmp(text.argument, "FILE") == 0);
        if (text.name == NULL || strcmp(text.name, "pause") != 0)
            continue;
        for (int reason = PAUSE_NONE + 1; reason < PAUSE_REASON_COUNT; reason++)
            CHECK(strstr(text.help, pause_reason_name((enum pause_reason)reason)) != NULL);
    }
    CHECK(seen > 60 && titles > 4);
}

/* What help says of a command names options that exist. */
static void commands_take_options(void)
{
    struct option_text text;
    size_t taken = 0;
    for (size_t i = 0; options_describe(i, &text); i++)
        taken += text.name != NULL && help_takes("segment", text.name);
    CHECK(taken > 20 && taken < 35);
    CHECK(help_takes("info", "measure") && !help_takes("segment", "measure"));
    CHECK(help_takes("version", "quiet") && !help_takes("version", "rate"));
    CHECK(!help_takes("segment", "rat") && !help_takes("segment", "rate pauses"));
}

TEST_MAIN(TEST(defaults), TEST(profiles_come_first), TEST(sets_by_name), TEST(integers),
          TEST(flags), TEST(texts_and_reals), TEST(words_and_their_end), TEST(pauses),
          TEST(reasons_to_read), TEST(mistakes), TEST(file_names_are_bytes),
          TEST(every_row_is_described), TEST(commands_take_options))
