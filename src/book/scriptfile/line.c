/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/scriptfile/line.h"

#include "base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Chosen. A bracket longer than that is text, unless the file has [script]. */
enum { BRACKET_MOST_BYTES = 400, NAME_MOST_BYTES = 128 };
/* The limit and the default that script files promise: see scriptfile.h. */
enum { PAUSE_MOST_MS = 60000, PAUSE_USUAL_MS = 1000 };

void scriptfile_add_cue(struct scriptfile_reader *reader, enum cue_kind kind,
                        enum cue_manner manner, struct view value, uint32_t ms)
{
    struct book *book = reader->book;
    book->cues = mem_grow(book->cues, book->cue_count, &reader->cue_capacity, sizeof *book->cues);
    book->cues[book->cue_count++] = (struct cue){
        .kind = kind,
        .manner = manner,
        .at = reader->text.bytes,
        .line = reader->line,
        .ms = ms,
        .value = arena_copy_text(book->arena, value.at, value.bytes),
    };
}

const char *scriptfile_unescape(struct arena *arena, struct view raw)
{
    char *text = arena_copy_text(arena, raw.at, raw.bytes), *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        from += *from == '\\' && ispunct((unsigned char)from[1]);
        *to++ = *from;
    }
    *to = '\0';
    return text;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool name_starts(struct view line, const char *name)
{
    struct view lead = view_part(line, 0, strlen(name));
    return lead.bytes > 0 && view_is_nocase(lead, name);
}

void name_list_add(struct name_list *list, size_t *capacity, const char *name)
{
    list->names = mem_grow(list->names, list->count, capacity, sizeof *list->names);
    list->names[list->count++] = name;
}

static int by_name(const void *a, const void *b)
{
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

void name_list_sort(struct name_list *list)
{
    if (list->count > 0)
        qsort(list->names, list->count, sizeof *list->names, by_name);
}

bool name_list_has(const struct name_list *list, struct view name)
{
    char copy[NAME_MOST_BYTES];
    const char *key = copy;
    if (name.bytes >= sizeof copy || list->count == 0)
        return false;
    memcpy(copy, name.at, name.bytes);
    copy[name.bytes] = '\0';
    return bsearch(&key, list->names, list->count, sizeof *list->names, by_name) != NULL;
}

struct view scriptfile_label(const struct name_list *speakers, struct view line, size_t *bytes)
{
    size_t colon = view_find(view_part(line, 0, NAME_MOST_BYTES), ":", 0), end = colon + 1;
    struct view name = view_part(line, 0, colon);
    while (end < line.bytes && is_blank(line.at[end]))
        end++;
    if (colon >= line.bytes || (end == colon + 1 && end < line.bytes) ||
        !name_list_has(speakers, name))
        return (struct view){NULL, 0};
    *bytes = end;
    return name;
}

/* Whether `text` is `word` alone or followed by a colon; *rest is what follows the colon. */
static bool keyword(struct view text, const char *word, struct view *rest)
{
    size_t bytes = strlen(word);
    if (!name_starts(text, word))
        return false;
    if (text.bytes > bytes && text.at[bytes] != ':')
        return false;
    *rest = view_trim(view_part(text, text.bytes > bytes ? bytes + 1 : bytes, text.bytes));
    return true;
}

/* "1.5", "1.5s", "800 ms" in ms; empty is a second; -1 for what is not a length. */
static double pause_ms(struct view length)
{
    char number[32];
    size_t digits = 0;
    while (digits < length.bytes && strchr("0123456789.", length.at[digits]) != NULL)
        digits++;
    struct view unit = view_trim(view_part(length, digits, length.bytes));
    if (length.bytes == 0)
        return PAUSE_USUAL_MS;
    if (digits == 0 || digits >= sizeof number ||
        !(unit.bytes == 0 || view_is(unit, "s") || view_is(unit, "ms")))
        return -1;
    memcpy(number, length.at, digits);
    number[digits] = '\0';
    return strtod(number, NULL) * (view_is(unit, "ms") ? 1 : 1000);
}

static bool read_pause(struct scriptfile_reader *reader, struct view length, struct err *err)
{
    double ms = pause_ms(length);
    if (!(ms >= 0 && ms <= PAUSE_MOST_MS))
        return err_set(err, ERR_INPUT,
                       "%s:%u: write a pause as [pause:SECONDS], from 0 to 60, such as [pause:1.5] "
                       "or [pause:800ms], not \"%.*s\"",
                       reader->path, reader->line, length.bytes > 40 ? 40 : (int)length.bytes,
                       length.at);
    scriptfile_add_cue(reader, CUE_PAUSE, CUE_READS, (struct view){"", 0}, (uint32_t)(ms + 0.5));
    return true;
}

/* [Anna], [Anna?], [Anna, thought]. */
static void add_speaker(struct scriptfile_reader *reader, struct view name)
{
    static const struct {
        const char *ending;
        enum cue_manner manner;
    } manners[] = {{", speech", CUE_SAYS}, {", thought", CUE_THINKS}, {", letter", CUE_WRITES}};
    enum cue_manner manner = CUE_SAYS;
    bool given = false, unsure = view_ends(name, "?");
    if (unsure)
        name = view_trim(view_part(name, 0, name.bytes - 1));
    for (size_t i = 0; i < sizeof manners / sizeof manners[0]; i++)
        if (view_ends(name, manners[i].ending)) {
            name = view_trim(view_part(name, 0, name.bytes - strlen(manners[i].ending)));
            manner = manners[i].manner;
            given = true;
        }
    if (view_is_nocase(name, "narrator") && !given)
        manner = CUE_READS;
    scriptfile_add_cue(reader, CUE_SPEAKER, manner, name, 0);
    reader->book->cues[reader->book->cue_count - 1].unsure = unsure;
}

static bool is_known(const struct scriptfile_reader *reader, struct view name)
{
    return view_is_nocase(name, "narrator") || name_list_has(&reader->speakers, name);
}

static void set_lasting(struct scriptfile_reader *reader, struct view name)
{
    bool narrator = name.bytes == 0 || view_is_nocase(name, "narrator");
    reader->lasting = narrator ? NULL : arena_copy_text(reader->book->arena, name.at, name.bytes);
    add_speaker(reader, narrator ? view_of("narrator") : name);
}

static const struct {
    const char *open, *close;
    enum span_kind kind;
} span_cues[] = {
    {"language", "/language", SPAN_LANGUAGE},
    {"say", "/say", SPAN_ALIAS},
    {"phonemes", "/phonemes", SPAN_PHONEMES},
};

static void open_span(struct scriptfile_reader *reader, enum span_kind kind, struct view value)
{
    struct book *book = reader->book;
    if (reader->open_count == SCRIPTFILE_OPEN_SPANS_MOST)
        return;
    book->spans =
        mem_grow(book->spans, book->span_count, &reader->span_capacity, sizeof *book->spans);
    book->spans[book->span_count] = (struct span){kind, reader->text.bytes, reader->text.bytes,
                                                  scriptfile_unescape(book->arena, value)};
    reader->open_spans[reader->open_count++] = book->span_count++;
}

/* Ends the innermost open span of the kind, if there is one. */
static void close_span(struct scriptfile_reader *reader, enum span_kind kind)
{
    for (size_t i = reader->open_count; i > 0; i--) {
        struct span *span = &reader->book->spans[reader->open_spans[i - 1]];
        if (span->kind != kind)
            continue;
        span->end = reader->text.bytes;
        memmove(&reader->open_spans[i - 1], &reader->open_spans[i],
                (reader->open_count - i) * sizeof reader->open_spans[0]);
        reader->open_count--;
        return;
    }
}

void scriptfile_close_spans(struct scriptfile_reader *reader, size_t end)
{
    for (size_t i = 0; i < reader->open_count; i++)
        reader->book->spans[reader->open_spans[i]].end = end;
    reader->open_count = 0;
}

/* [language:fr] ... [/language], [say:nemo] ... [/say], [phonemes:n'i:moU] ... [/phonemes] */
static bool read_span(struct scriptfile_reader *reader, struct view cue)
{
    struct view rest;
    for (size_t i = 0; i < sizeof span_cues / sizeof span_cues[0]; i++) {
        if (keyword(cue, span_cues[i].close, &rest))
            close_span(reader, span_cues[i].kind);
        else if (keyword(cue, span_cues[i].open, &rest) && view_find(cue, ":", 0) < cue.bytes)
            open_span(reader, span_cues[i].kind, rest);
        else
            continue;
        return true;
    }
    return false;
}

enum cue_result { CUE_TAKEN, CUE_IS_TEXT, CUE_WRONG };

/* `cue`: the text between [ and ]. */
static enum cue_result read_cue(struct scriptfile_reader *reader, struct view cue, struct err *err)
{
    struct view rest;
    if (keyword(cue, "pause", &rest))
        return read_pause(reader, rest, err) ? CUE_TAKEN : CUE_WRONG;
    if (read_span(reader, cue))
        return CUE_TAKEN;
    if (keyword(cue, "/voice", &rest))
        set_lasting(reader, (struct view){"", 0});
    else if (keyword(cue, "voice", &rest) && rest.bytes > 0)
        set_lasting(reader, rest);
    else if (reader->strict && cue.bytes == 0)
        return err_set(err, ERR_INPUT, "%s:%u: [] names no speaker; write \\[] if it is text",
                       reader->path, reader->line),
               CUE_WRONG;
    else if (reader->strict || is_known(reader, cue))
        add_speaker(reader, cue);
    else
        return CUE_IS_TEXT;
    return CUE_TAKEN;
}

/* Offset of the ] for the [ at the start of `rest`, or rest.bytes. */
static size_t find_bracket(struct view rest)
{
    size_t at = 1;
    while (at < rest.bytes && rest.at[at] != ']')
        at += rest.at[at] == '\\' ? 2 : 1;
    return at < rest.bytes ? at : rest.bytes;
}

/* The cue at `at`: [...] or <<VOICE:...>>. *end is the offset after it. */
static enum cue_result find_cue(struct scriptfile_reader *reader, struct view line, size_t at,
                                size_t *end, struct err *err)
{
    struct view rest = view_part(line, at, line.bytes), name;
    bool angle = rest.at[0] == '<';
    /* The limit keeps the time linear; in a strict file a bracket without an end is an error. */
    if (!reader->strict || angle)
        rest = view_part(rest, 0, BRACKET_MOST_BYTES);
    size_t close = angle ? view_find(rest, ">>", 1) : find_bracket(rest);
    if (close < rest.bytes) {
        struct view inside = view_trim(view_part(rest, angle ? 2 : 1, close));
        *end = at + close + (angle ? 2 : 1);
        if (!angle)
            return read_cue(reader, inside, err);
        if (!keyword(inside, "VOICE", &name))
            return CUE_IS_TEXT;
        set_lasting(reader, name);
        return CUE_TAKEN;
    }
    if (!reader->strict || angle)
        return CUE_IS_TEXT;
    err_set(err, ERR_INPUT,
            "%s:%u: the tag \"%.*s\" has no closing ]; write \\[ if the bracket is text",
            reader->path, reader->line, rest.bytes > 30 ? 30 : (int)rest.bytes, rest.at);
    return CUE_WRONG;
}

/* True at the start of a paragraph or after a blank: then the blank after a cue is dropped with it.
 */
static bool after_blank(const struct scriptfile_reader *reader)
{
    const struct text *text = &reader->text;
    return text->bytes == reader->block_start || is_blank(text->at[text->bytes - 1]) ||
           text->at[text->bytes - 1] == '\n';
}

bool scriptfile_add_line(struct scriptfile_reader *reader, struct view line, bool *hard,
                         struct err *err)
{
    size_t at, end;
    struct view label = scriptfile_label(&reader->speakers, line, &at);
    *hard = false;
    if (label.at != NULL)
        add_speaker(reader, label);
    else
        at = 0;
    while (at < line.bytes) {
        char c = line.at[at];
        if (c == '\\' && (at + 1 == line.bytes || ispunct((unsigned char)line.at[at + 1]))) {
            *hard = at + 1 == line.bytes;
            if (!*hard)
                text_add_char(&reader->text, line.at[at + 1]);
            at += 2;
            continue;
        }
        bool may_be_cue = c == '[' || (c == '<' && at + 1 < line.bytes && line.at[at + 1] == '<');
        enum cue_result result = may_be_cue ? find_cue(reader, line, at, &end, err) : CUE_IS_TEXT;
        if (result == CUE_WRONG)
            return false;
        if (result == CUE_IS_TEXT) {
            text_add_char(&reader->text, c);
            at++;
            continue;
        }
        for (at = end; after_blank(reader) && at < line.bytes && is_blank(line.at[at]);)
            at++;
    }
    return true;
}
