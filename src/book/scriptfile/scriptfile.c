/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/scriptfile/scriptfile.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/input/encoding.h"
#include "book/scriptfile/line.h"
#include "book/scriptfile/text.h"
#include "book/wording/language.h"
#include "book/wording/recognition.h"
#include "book/wording/wording.h"

#include <stdlib.h>

enum { LABEL_MOST_BYTES = 128 }; /* chosen: a longer bracket is not a name */

static bool is_blank_line(struct view line)
{
    return view_trim(line).bytes == 0;
}

static const char *copy_view(struct book *book, struct view v)
{
    return arena_copy_text(book->arena, v.at, v.bytes);
}

/* A line of the [script] part. */
static bool read_setting(struct scriptfile_reader *reader, struct view line, struct err *err)
{
    struct book *book = reader->book;
    size_t sign = view_find(line, "=", 0);
    struct view key = view_trim(view_part(line, 0, sign));
    struct view value = view_trim(view_part(line, sign + 1, line.bytes));
    if (is_blank_line(line) || view_starts(line, "//") || view_starts(line, "#"))
        return true;
    const char **field = metadata_field_named(&book->metadata, key);
    if (view_is(key, "pause"))
        field = &book->script.pauses;
    else if (view_is(key, "cover"))
        field = &book->script.cover;
    if (field != NULL && sign < line.bytes) {
        *field = copy_view(book, value);
        if (field == &book->script.pauses)
            book->script.pauses_line = reader->line;
        return true;
    }
    return err_set(
        err, ERR_INPUT,
        "%s:%u: \"%.*s\" is not a setting; after [script] write lines such as \"title = The Boat\" "
        "(title, author, language, subtitle, translator, narrator, series, date, publisher, "
        "description, cover, pause and others), then [cast], then [text]",
        reader->path, reader->line, line.bytes > 60 ? 60 : (int)line.bytes, line.at);
}

/* The first part, up to the line [text] or to the first line of the text. */
static bool read_head(struct scriptfile_reader *reader, struct view *rest, struct err *err)
{
    struct book *book = reader->book;
    struct view line, before = *rest;
    const char *cast_end = NULL;
    bool in_cast = false, ended = false;
    while (!ended && view_next_line(rest, &line)) {
        reader->line++;
        bool text = view_is_nocase(view_trim(line), "[text]");
        bool chapter = !in_cast && view_starts(line, "# ");
        if (view_is_nocase(view_trim(line), "[cast]") && !in_cast) {
            in_cast = true;
            book->script.cast = rest->at;
            book->script.cast_line = reader->line + 1;
        } else if (text || chapter) {
            ended = true;
            cast_end = before.at;
        } else if (!in_cast && !view_is_nocase(view_trim(line), "[script]") &&
                   !read_setting(reader, line, err)) {
            return false;
        }
        if (chapter) {
            *rest = before;
            reader->line--;
        }
        before = *rest;
    }
    if (in_cast) {
        if (cast_end == NULL)
            return err_set(err, ERR_INPUT, "%s: the line [text] is missing after the cast",
                           reader->path);
        book->script.cast = copy_view(
            book, (struct view){book->script.cast, (size_t)(cast_end - book->script.cast)});
    }
    return true;
}

static struct view first_line(struct view bytes)
{
    struct view line = {"", 0};
    if (view_starts(bytes, "\xEF\xBB\xBF"))
        bytes = view_part(bytes, 3, bytes.bytes);
    while (view_next_line(&bytes, &line))
        if (!is_blank_line(line))
            break;
    return view_trim(line);
}

bool scriptfile_matches(struct view bytes)
{
    static const char *const cues[] = {"<<VOICE:", "<<CHAPTER_MARKER:", "[pause:"};
    if (view_is_nocase(first_line(bytes), "[script]"))
        return true;
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++)
        if (view_find(bytes, cues[i], 0) < bytes.bytes)
            return true;
    size_t voice = view_find(bytes, "[voice:", 0);
    return view_find(bytes, "[/voice]", voice) < bytes.bytes;
}

static void add_known(struct name_list *list, size_t *capacity, const char *const *known)
{
    for (; known != NULL && *known != NULL; known++)
        name_list_add(list, capacity, *known);
}

bool scriptfile_has_speaker(struct view bytes, const char *const *speakers, bool labels)
{
    struct name_list list = {0};
    size_t capacity = 0;
    struct view line;
    bool found = false;
    add_known(&list, &capacity, speakers);
    name_list_sort(&list);
    while (!found && list.count > 0 && view_next_line(&bytes, &line)) {
        line = view_trim(line);
        size_t close = view_find(view_part(line, 0, LABEL_MOST_BYTES), "]", 0);
        found = (view_starts(line, "[") && close < line.bytes &&
                 name_list_has(&list, view_part(line, 1, close))) ||
                (labels && scriptfile_label(&list, line, &close).at != NULL);
    }
    free(list.names);
    return found;
}

/* The names of the [cast] part and of the cast file, for "NAME:" in the text. */
static void collect_speakers(struct book *book, const char *const *known, struct name_list *list)
{
    size_t capacity = 0;
    struct view line, rest = view_of(book->script.cast != NULL ? book->script.cast : "");
    add_known(list, &capacity, known);
    while (view_next_line(&rest, &line)) {
        line = view_trim(line);
        if (view_starts(line, "[") && view_ends(line, "]"))
            name_list_add(list, &capacity,
                          copy_view(book, view_trim(view_part(line, 1, line.bytes - 1))));
    }
    name_list_sort(list);
}

/* Writes the language of the file as it is usually written, or sets it when the file does not. */
static bool find_language(struct book *book, struct view text, struct err *err)
{
    char code[LANGUAGE_TAG_BYTES] = "";
    const char *told = book->metadata.language;
    if (told != NULL && !language_tag(book->languages, view_of(told), code, err))
        return false;
    if (code[0] == '\0' && !language_detect(book->languages, text, code, err))
        return false;
    book->metadata.language = copy_view(book, view_of(code));
    return true;
}

/* For the language of the option, or that the text seems to have. */
static struct wording *load_wording(struct languages *languages, const struct book_options *options,
                                    struct view text, struct err *err)
{
    char code[LANGUAGE_CODE_BYTES];
    if (options->language != NULL)
        return wording_load(languages, options->language, err);
    return language_detect(languages, text, code, err) ? wording_load(languages, code, err) : NULL;
}

struct book *scriptfile_read(const char *path, struct text *bytes,
                             const struct book_options *options, struct err *err)
{
    struct decoded decoded;
    if (!encoding_decode(path, bytes, &decoded, err))
        return NULL;
    struct book *book = book_new();
    struct scriptfile_reader reader = {.path = path, .book = book};
    struct view rest = text_view(&decoded.text);
    book->encoding = decoded.encoding;
    book->bad_bytes = decoded.bad_bytes;
    book->script.path = copy_view(book, view_of(path));
    reader.strict = view_is_nocase(first_line(rest), "[script]");
    bool good = !reader.strict || read_head(&reader, &rest, err);
    struct wording *wording = NULL;
    if (good && !reader.strict) {
        wording = load_wording(book->languages, options, rest, err);
        good = wording != NULL;
    }
    if (good) {
        collect_speakers(book, options->speakers, &reader.speakers);
        good = scriptfile_text_read(&reader, wording, rest, err);
    }
    wording_free(wording);
    book->text = reader.text.at;
    book->text_bytes = reader.text.bytes;
    book->script.says_who = reader.strict;
    for (size_t i = 0; i < book->cue_count; i++)
        book->script.says_who = book->script.says_who || book->cues[i].kind == CUE_SPEAKER;
    good = good && find_language(book, (struct view){book->text, book->text_bytes}, err);
    free(reader.speakers.names);
    text_release(&decoded.text);
    if (good)
        return book;
    book_free(book);
    return NULL;
}
