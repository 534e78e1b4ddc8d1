/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `lectern segment` over whole books: each line is JSON, each byte that is not white space is in
 * exactly one utterance or skip, and the texts told are those of the ranges. Nothing of the program
 * is linked for this but the harness: what is checked is the promised format, as a reader of it
 * would.
 *
 * Books: the sample, and, where they are, the texts beside the source tree (TEXTS); in
 * MOST_SECONDS, evenly spread when there is no time for all.
 */
#include "../test.h"

#include <glob.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_SECONDS = 30, MOST_REPORTS = 5 };

static const char *const TEXTS[] = {"../shared/books/*.txt", "../shared/gold/chapters/dev*/*.txt",
                                    "../shared/gold/quotes/*/*.txt"};

/* One line of JSON, read from left to right. Only what the format has: an object of strings,
 * numbers, true, false. */
struct coverage_reader {
    const char *at;
    const char *wrong; /* what was wanted; NULL: fine */
};

struct item {
    char type[32];
    long start, end; /* -1: not told */
    char *text;      /* malloc'ed; NULL: not told */
    size_t text_bytes;
    int keys;
};

static bool expect(struct coverage_reader *reader, char wanted, const char *name)
{
    if (reader->wrong != NULL || *reader->at != wanted) {
        if (reader->wrong == NULL)
            reader->wrong = name;
        return false;
    }
    reader->at++;
    return true;
}

static int read_hex(struct coverage_reader *reader)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef";
        const char *found = *reader->at != '\0' ? strchr(digits, *reader->at | 0x20) : NULL;
        if (found == NULL) {
            reader->wrong = "four hexadecimal digits";
            return 0;
        }
        value = value * 16 + (int)(found - digits);
        reader->at++;
    }
    return value;
}

/* Bytes of one character of UTF-8 at `at`; 0 when it is none (RFC 3629, table in section 4). */
static size_t utf8_bytes(const unsigned char *at)
{
    if (at[0] < 0x80)
        return 1;
    size_t bytes = at[0] >= 0xC2 && at[0] <= 0xDF ? 2 : at[0] >= 0xE0 && at[0] <= 0xEF ? 3 : 4;
    if (at[0] < 0xC2 || at[0] > 0xF4 || (at[0] == 0xE0 && at[1] < 0xA0) ||
        (at[0] == 0xED && at[1] > 0x9F) || (at[0] == 0xF0 && at[1] < 0x90) ||
        (at[0] == 0xF4 && at[1] > 0x8F))
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return bytes;
}

static void read_escape(struct coverage_reader *reader, char *out, size_t *count)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = *reader->at;
    const char *found = c != '\0' ? strchr(from, c) : NULL;
    if (found != NULL) {
        out[(*count)++] = to[found - from];
        reader->at++;
    } else if (c == 'u') {
        reader->at++;
        int value = read_hex(reader);
        if (value >= 0x80) /* the program writes only control characters so */
            reader->wrong = "UTF-8 instead of \\u";
        out[(*count)++] = (char)value;
    } else {
        reader->wrong = "an escape";
    }
}

/* The string's value, malloc'ed; NULL when it is none. */
static char *read_string(struct coverage_reader *reader, size_t *count)
{
    if (!expect(reader, '"', "a string"))
        return NULL;
    char *out = malloc(strlen(reader->at) + 1);
    *count = 0;
    while (reader->wrong == NULL && *reader->at != '"') {
        unsigned char c = (unsigned char)*reader->at;
        size_t bytes = utf8_bytes((const unsigned char *)reader->at);
        if (c < 0x20 || bytes == 0) {
            reader->wrong = "a closing quotation mark, or UTF-8";
        } else if (c == '\\') {
            reader->at++;
            read_escape(reader, out, count);
        } else {
            memcpy(out + *count, reader->at, bytes);
            *count += bytes;
            reader->at += bytes;
        }
    }
    expect(reader, '"', "a closing quotation mark");
    out[*count] = '\0';
    return out;
}

static void read_value(struct coverage_reader *reader, const char *key, struct item *item)
{
    if (*reader->at == '"') {
        size_t count = 0;
        char *value = read_string(reader, &count);
        if (strcmp(key, "type") == 0 && value != NULL)
            snprintf(item->type, sizeof item->type, "%s", value);
        if (strcmp(key, "text") == 0) {
            item->text = value;
            item->text_bytes = count;
            return;
        }
        free(value);
    } else if (strncmp(reader->at, "true", 4) == 0) {
        reader->at += 4;
    } else if (strncmp(reader->at, "false", 5) == 0) {
        reader->at += 5;
    } else {
        char *end;
        long number = strtol(reader->at, &end, 10);
        if (end == reader->at || number < 0)
            reader->wrong = "a value";
        reader->at = end;
        if (strcmp(key, "start") == 0)
            item->start = number;
        if (strcmp(key, "end") == 0)
            item->end = number;
    }
}

static struct item read_item(struct coverage_reader *reader)
{
    struct item item = {.start = -1, .end = -1};
    expect(reader, '{', "an object");
    do {
        size_t bytes = 0;
        char *key = read_string(reader, &bytes);
        expect(reader, ':', "a colon");
        if (reader->wrong == NULL)
            read_value(reader, key, &item);
        item.keys++;
        free(key);
    } while (reader->wrong == NULL && *reader->at == ',' && reader->at++);
    expect(reader, '}', "a closing brace");
    expect(reader, '\n', "the end of the line");
    return item;
}

/* What is known of one book while its lines are read. */
struct state {
    const char *path;
    unsigned char *bytes; /* of the file; NULL when offsets are of another text */
    size_t count;
    unsigned char *seen; /* times each byte was told */
    long last_start, last_sentence_end, text_end;
    size_t line, utterances, skips, chapters, sentences;
    int reports;
};

static void complain(struct state *state, const char *what, long at)
{
    if (state->reports++ < MOST_REPORTS)
        printf("# %s, line %zu: %s (%ld)\n", state->path, state->line, what, at);
    CHECK(false);
}

static void cover(struct state *state, const struct item *item)
{
    if (item->end <= item->start) {
        complain(state, "an empty range", item->start);
        return;
    }
    if (item->end > state->text_end)
        state->text_end = item->end;
    for (long i = item->start; i < item->end && state->bytes != NULL && (size_t)i < state->count;
         i++)
        state->seen[i]++;
    if (state->bytes != NULL && (size_t)item->end > state->count)
        complain(state, "a range beyond the text", item->end);
    else if (item->text != NULL && state->bytes != NULL &&
             (item->text_bytes != (size_t)(item->end - item->start) ||
              memcmp(item->text, state->bytes + item->start, item->text_bytes) != 0))
        complain(state, "the text is not that of the range", item->start);
}

static void take_in(struct state *state, const struct item *item)
{
    bool utterance = strcmp(item->type, "utterance") == 0, skip = strcmp(item->type, "skip") == 0;
    if (state->line == 1 ? strcmp(item->type, "book") != 0 : item->start < state->last_start)
        complain(state, "out of order", item->start);
    if (state->line > 1)
        state->last_start = item->start;
    if (utterance || skip)
        cover(state, item);
    if (utterance && (item->keys != 11 || item->text == NULL))
        complain(state, "keys are missing", item->keys);
    if (strcmp(item->type, "sentence") == 0) {
        if (item->start < state->last_sentence_end)
            complain(state, "sentences overlap", item->start);
        state->last_sentence_end = item->end;
        state->sentences++;
    }
    state->utterances += utterance;
    state->skips += skip;
    state->chapters += strcmp(item->type, "chapter") == 0;
}

/* White space by Unicode (White_Space), at a byte of valid UTF-8; 0 or its length. */
static size_t blank_bytes(const unsigned char *at)
{
    static const char *const wide[] = {
        "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\xA8",
        "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
    };
    if (at[0] == ' ' || (at[0] >= 9 && at[0] <= 13))
        return 1;
    if (at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x80 && at[2] <= 0x8A)
        return 3;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (strncmp((const char *)at, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    return 0;
}

static void check_cover(struct state *state)
{
    size_t at = state->count >= 3 && memcmp(state->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    state->line = 0;
    while (at < state->count) {
        size_t blank = blank_bytes(state->bytes + at);
        if (blank > 0) {
            at += blank;
            continue;
        }
        if (state->seen[at] != 1)
            complain(state,
                     state->seen[at] == 0 ? "a byte in no utterance and no skip"
                                          : "a byte told twice",
                     (long)at);
        at++;
    }
}

static void load(struct state *state)
{
    FILE *file = fopen(state->path, "rb");
    if (file == NULL)
        return;
    fseek(file, 0, SEEK_END);
    state->count = (size_t)ftell(file);
    rewind(file);
    state->bytes = calloc(state->count + 4, 1);
    state->seen = calloc(state->count + 1, 1);
    state->count = fread(state->bytes, 1, state->count, file);
    fclose(file);
    bool valid = memchr(state->bytes, 0, state->count) == NULL;
    for (size_t at = 0, bytes; valid && at < state->count; at += bytes) {
        bytes = utf8_bytes(state->bytes + at);
        if (bytes == 0)
            valid = false;
    }
    if (!valid) { /* then the offsets are not the file's */
        free(state->bytes);
        state->bytes = NULL;
    }
}

static void check_book(const char *path)
{
    const char *program = getenv("LECTERN");
    char command[1024];
    char *line = NULL;
    size_t capacity = 0;
    struct state state = {.path = path};
    load(&state);
    snprintf(command, sizeof command, "%s segment '%s'", program != NULL ? program : "./lectern",
             path);
    FILE *lines = popen(command, "r");
    while (lines != NULL && getline(&line, &capacity, lines) > 0) {
        struct coverage_reader reader = {.at = line};
        state.line++;
        struct item item = read_item(&reader);
        if (reader.wrong != NULL) {
            complain(&state, reader.wrong, (long)(reader.at - line));
            free(item.text);
            break;
        }
        take_in(&state, &item);
        free(item.text);
    }
    if (lines == NULL || pclose(lines) != 0)
        complain(&state, "the program failed", 0);
    if (state.bytes != NULL && state.reports == 0)
        check_cover(&state);
    if (state.utterances == 0 || state.chapters == 0 || state.sentences == 0)
        complain(&state, "no utterance, chapter or sentence", 0);
    free(line);
    free(state.bytes);
    free(state.seen);
}

static void the_sample(void)
{
    FILE *sample = fopen("assets/sample.txt", "rb");
    if (sample == NULL)
        SKIP_TEST("not run from the source tree");
    fclose(sample);
    check_book("assets/sample.txt");
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Every 1st, then every 2nd of 7 and so on: evenly spread when the time is over. */
static void whole_books(void)
{
    enum { STRIDE = 7 };
    glob_t found = {0};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        glob(TEXTS[i], i > 0 ? GLOB_APPEND : 0, NULL, &found);
    double started = now();
    size_t done = 0;
    for (size_t first = 0; first < STRIDE; first++)
        for (size_t i = first; i < found.gl_pathc; i += STRIDE)
            if (now() - started < MOST_SECONDS) {
                check_book(found.gl_pathv[i]);
                done++;
            }
    printf("# %zu of %zu books in %.0f s\n", done, found.gl_pathc, now() - started);
    size_t count = found.gl_pathc;
    globfree(&found);
    if (count == 0)
        SKIP_TEST("the texts are not beside the source tree");
}

/* The checker itself sees what is wrong. */
static void broken_lines_are_seen(void)
{
    static const struct {
        const char *line;
        bool good;
    } rows[] = {
        {"{\"type\":\"skip\",\"start\":0,\"end\":5}\n", true},
        {"{\"type\":\"skip\",\"start\":0,\"end\":5}", false},
        {"{\"type\":\"skip\",\"start\":0,\"end\":5,}\n", false},
        {"{\"type\":\"skip\"\"start\":0}\n", false},
        {"{\"type\":\"a\\\"b\\u0001\\n\",\"x\":true,\"y\":false}\n", true},
        {"{\"type\":\"a\\x\"}\n", false},
        {"{\"type\":\"\x01\"}\n", false},
        {"{\"type\":\"\xFF\"}\n", false},
        {"{\"type\":\"\xED\xA0\x80\"}\n", false},
        {"{\"type\":nothing}\n", false},
        {"{\"start\":-1}\n", false},
        {"\n", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct coverage_reader reader = {.at = rows[i].line};
        struct item item = read_item(&reader);
        if ((reader.wrong == NULL) != rows[i].good)
            printf("# %s", rows[i].line);
        CHECK_INT(reader.wrong == NULL, rows[i].good);
        free(item.text);
    }
}

TEST_MAIN(TEST(broken_lines_are_seen), TEST(the_sample), TEST(whole_books))
