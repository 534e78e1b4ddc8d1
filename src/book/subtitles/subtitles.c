/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/subtitles/subtitles.h"

#include "base/mem.h"
#include "base/table.h"
#include "book/input/encoding.h"
#include "book/subtitles/captions.h"
#include "book/wording/label.h"
#include "book/wording/recognition.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"

#include <string.h>

enum {
    LOOK_BYTES = 1024,      /* chosen: the first times are within these */
    LABEL_TIMES = 3,        /* chosen: how often a label in small letters must come */
    MAX_CAPTIONS = 1000000, /* chosen: a hundred times the longest film */
    CREDIT_CAPTIONS = 2,    /* chosen: at either end, that may name the makers */
    REPEATED_OF_TEN = 3,    /* chosen: captions of ten that begin with the line before them roll */
};

struct subtitle_maker {
    struct book *book;
    struct text text;
    struct wording *wording;
    struct table labels; /* key of a label in small letters: how often it comes */
    size_t block_capacity, captions, caption;
    bool web, rolling;
    uint32_t read_reasons;
};

static bool is_web(struct view text)
{
    struct view rest = view_part(text, strlen("WEBVTT"), text.bytes);
    return view_starts(text, "WEBVTT") &&
           (rest.bytes == 0 || strchr(" \t\r\n", rest.at[0]) != NULL);
}

bool subtitles_matches(struct view bytes)
{
    /* Without the zero bytes of UTF-16 and the byte order mark. */
    char head[LOOK_BYTES];
    size_t count = 0;
    for (size_t i = 0; i < bytes.bytes && count < sizeof head; i++)
        if (bytes.at[i] != '\0' && !(i < 4 && (unsigned char)bytes.at[i] >= 0xBB))
            head[count++] = bytes.at[i];
    struct view rest = {head, count}, line;
    while (rest.bytes > 0 && strchr(" \t\r\n", rest.at[0]) != NULL)
        rest = view_part(rest, 1, rest.bytes);
    if (is_web(rest))
        return true;
    for (int i = 0; i < 2 && view_next_line(&rest, &line); i++) {
        if (caption_is_times(line))
            return true;
        if (!caption_is_number(line))
            return false;
    }
    return false;
}

/* "ANNA: Come in.", "Man (on radio): Come in.": the name, and where the rest begins; empty: none.
 */
static struct view label_of(struct view words, size_t *end)
{
    size_t colon = view_find(view_part(words, 0, LABEL_MAX_BYTES), ": ", 0);
    struct view name = view_part(words, 0, colon);
    *end = colon + 2;
    if (colon + 2 >= words.bytes)
        return (struct view){"", 0};
    name = view_trim(view_part(name, 0, view_find(name, "(", 0)));
    return label_is_name(name) ? name : (struct view){"", 0};
}

static void count_label(struct subtitle_maker *maker, struct view words, struct text *scratch)
{
    size_t end;
    struct view name = label_of(words, &end);
    if (name.bytes == 0 || label_in_capitals(name))
        return;
    struct table_key key = table_number(fold_key(name, scratch));
    table_set(&maker->labels, key, table_find(&maker->labels, key, 0) + 1);
}

static bool is_label(const struct subtitle_maker *maker, struct view name)
{
    if (name.bytes == 0 || label_in_capitals(name))
        return name.bytes > 0;
    struct text scratch = {0};
    struct table_key key = table_number(fold_key(name, &scratch));
    text_release(&scratch);
    return table_find(&maker->labels, key, 0) >= LABEL_TIMES;
}

static struct view last_line(struct view lines)
{
    lines = view_trim(lines);
    size_t start = lines.bytes;
    while (start > 0 && lines.at[start - 1] != '\n')
        start--;
    return view_trim(view_part(lines, start, lines.bytes));
}

/* In captions that roll, as those of speech recognition do, each begins with the last line of the
 * one before it: the lines that are new. */
static struct view new_lines(struct view lines, struct view *last)
{
    struct view rest = lines, line = {"", 0};
    while (view_trim(line).bytes == 0 && view_next_line(&rest, &line))
        ;
    bool repeated = last->bytes > 0 && view_equal(view_trim(line), *last);
    struct view now = last_line(lines);
    *last = now.bytes > 0 ? now : *last;
    return repeated ? rest : lines;
}

/* Looks at all captions before any becomes text. */
static void survey(struct subtitle_maker *maker, struct view text)
{
    struct caption_reader reader = {.rest = text, .web = maker->web};
    struct caption_parser parser = {0};
    struct text scratch = {0};
    struct view lines, last = {"", 0};
    size_t repeated = 0;
    while (maker->captions < MAX_CAPTIONS + 1 && caption_next(&reader, &lines)) {
        maker->captions++;
        repeated += new_lines(lines, &last).at != lines.at;
        parser = (struct caption_parser){.lines = lines, .piece.words = parser.piece.words};
        while (caption_piece_next(&parser))
            count_label(maker, text_view(&parser.piece.words), &scratch);
    }
    maker->rolling = repeated * 10 > maker->captions * REPEATED_OF_TEN;
    text_release(&parser.piece.words);
    text_release(&scratch);
}

static struct block *push(struct subtitle_maker *maker, enum block_kind kind, struct view words)
{
    struct book *book = maker->book;
    book->blocks =
        mem_grow(book->blocks, book->block_count, &maker->block_capacity, sizeof *book->blocks);
    if (maker->text.bytes > 0)
        text_add_str(&maker->text, "\n\n");
    struct block *block = &book->blocks[book->block_count++];
    *block = (struct block){.kind = kind, .start = maker->text.bytes};
    text_add_view(&maker->text, words);
    block->end = maker->text.bytes;
    return block;
}

static void push_skip(struct subtitle_maker *maker, enum skip_reason reason, struct view words)
{
    bool read = (maker->read_reasons >> reason & 1) != 0;
    struct block *block = push(maker, read ? BLOCK_PARAGRAPH : BLOCK_SKIP, words);
    block->reason = read ? SKIP_NONE : reason;
}

/* The words go on with the sentence that the last block began. */
static bool goes_on(const struct subtitle_maker *maker, const struct caption_piece *piece,
                    const char *speaker)
{
    const struct book *book = maker->book;
    const struct block *last = book->block_count > 0 ? &book->blocks[book->block_count - 1] : NULL;
    if (last == NULL || last->kind != BLOCK_PARAGRAPH || piece->dash)
        return false;
    if (speaker != NULL && (last->speaker == NULL || strcmp(last->speaker, speaker) != 0))
        return false;
    struct shape shape = shape_of_text(view_part(text_view(&maker->text), last->start, last->end));
    return !shape.ends_sentence && rune_is_lower(rune_at(text_view(&piece->words), 0));
}

static bool is_credit(const struct subtitle_maker *maker, struct view words)
{
    bool edge =
        maker->caption < CREDIT_CAPTIONS || maker->caption + CREDIT_CAPTIONS >= maker->captions;
    struct text key = {0};
    if (!edge)
        return false;
    fold_words(words, &key);
    bool found = wording_inside(maker->wording, "subtitle credits", text_view(&key));
    text_release(&key);
    return found;
}

static void add_piece(struct subtitle_maker *maker, const struct caption_piece *piece)
{
    struct view words = text_view(&piece->words);
    size_t end;
    if (words.bytes == 0)
        return;
    if (piece->sound) {
        push_skip(maker, SKIP_ILLUSTRATION, words);
        return;
    }
    if (is_credit(maker, words)) {
        push_skip(maker, SKIP_LICENCE, words);
        return;
    }
    struct view label = label_of(words, &end), name = piece->name;
    const char *speaker = NULL;
    if (name.bytes > 0) {
        speaker = arena_copy_text(maker->book->arena, name.at, name.bytes);
    } else if (is_label(maker, label)) {
        speaker = label_name(maker->book->arena, label);
        push(maker, BLOCK_SKIP, view_part(words, 0, end - 1))->reason = SKIP_SPEAKER_LABEL;
        words = view_part(words, end, words.bytes);
    }
    if (goes_on(maker, piece, speaker)) {
        text_add_char(&maker->text, ' ');
        text_add_view(&maker->text, words);
        maker->book->blocks[maker->book->block_count - 1].end = maker->text.bytes;
    } else {
        push(maker, BLOCK_PARAGRAPH, words)->speaker = speaker;
    }
}

static void add_captions(struct subtitle_maker *maker, struct view text)
{
    struct caption_reader reader = {.rest = text, .web = maker->web};
    struct caption_parser parser = {0};
    struct view lines, last = {"", 0};
    for (; caption_next(&reader, &lines); maker->caption++) {
        struct view fresh = new_lines(lines, &last);
        parser = (struct caption_parser){.lines = maker->rolling ? fresh : lines,
                                         .piece.words = parser.piece.words};
        while (caption_piece_next(&parser))
            add_piece(maker, &parser.piece);
    }
    text_release(&parser.piece.words);
}

/* All of the book is one chapter, which begins with the first label or words that are read. */
static void add_chapter(struct book *book)
{
    size_t first = 0, last = book->block_count;
    while (first < book->block_count && book->blocks[first].kind == BLOCK_SKIP)
        first++;
    if (first == book->block_count)
        return;
    while (book->blocks[last - 1].kind == BLOCK_SKIP)
        last--;
    if (first > 0 && book->blocks[first - 1].reason == SKIP_SPEAKER_LABEL)
        first--;
    book->chapters = mem_zero(1, sizeof *book->chapters);
    book->chapters[0] = (struct chapter){
        .start = book->blocks[first].start, .end = book->blocks[last - 1].end, .level = 1};
    book->chapter_count = 1;
}

static bool fill_book(struct subtitle_maker *maker, const char *path, struct view text,
                      const struct book_options *options, struct err *err)
{
    struct book *book = maker->book;
    const char **language = &book->metadata.language;
    if (options->language != NULL)
        *language = arena_copy_text(book->arena, options->language, strlen(options->language));
    else if (!language_confirm(book, text, NULL, language, err))
        return false;
    maker->wording = wording_load(book->languages, *language, err);
    if (maker->wording == NULL)
        return false;
    maker->web = is_web(view_trim(text));
    survey(maker, text);
    if (maker->captions > MAX_CAPTIONS)
        return err_set(err, ERR_INPUT, "%s: has more than %d captions; split it into parts", path,
                       MAX_CAPTIONS);
    add_captions(maker, text);
    add_chapter(book);
    text_add_str(&maker->text, "");
    book->text = maker->text.at;
    book->text_bytes = maker->text.bytes;
    maker->text = (struct text){0};
    return book->chapter_count > 0 ||
           err_set(err, ERR_INPUT, "%s: there is no text to read in it", path);
}

struct book *subtitles_read(const char *path, struct text *bytes,
                            const struct book_options *options, struct err *err)
{
    struct decoded decoded;
    if (!encoding_decode(path, bytes, &decoded, err))
        return NULL;
    struct subtitle_maker maker = {.book = book_new(), .read_reasons = options->read_reasons};
    maker.book->encoding = decoded.encoding;
    maker.book->bad_bytes = decoded.bad_bytes;
    book_warn_mended(maker.book, decoded.mended);
    bool good = fill_book(&maker, path, text_view(&decoded.text), options, err);
    wording_free(maker.wording);
    table_release(&maker.labels);
    text_release(&maker.text);
    text_release(&decoded.text);
    if (good)
        return maker.book;
    book_free(maker.book);
    return NULL;
}
