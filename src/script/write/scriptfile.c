/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/write/scriptfile.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/read/read.h"
#include "script/attribution/attribution.h"
#include "script/casting/castfile.h"
#include "script/casting/cues.h"
#include "script/casting/voice.h"
#include "script/script.h"
#include "script/write/castfile.h"
#include "script/write/scriptfile_blocks.h"

#include <stdlib.h>
#include <string.h>

enum { LEVEL_MOST = 20 }; /* the limit of the reader: book/scriptfile/text.c */

static void add_setting(const char *key, const char *value, struct text *out)
{
    if (value == NULL || value[0] == '\0')
        return;
    text_addf(out, "%s = ", key);
    for (; *value != '\0'; value++)
        text_add_char(out, *value == '\n' || *value == '\r' ? ' ' : *value);
    text_add_char(out, '\n');
}

/* Whether the narrator reads the whole heading, without any spans. `next` is its first utterance.
 */
static bool is_plain(const struct script *script, const struct block *block, size_t next)
{
    const struct book *book = script->book;
    if (block->language != NULL)
        return false;
    for (size_t i = book_span_from(book, block->start);
         i < book->span_count && book->spans[i].start < block->end; i++)
        if (scriptfile_span_word(&book->spans[i]) != NULL)
            return false;
    for (; next < script->utterance_count && script->utterances[next].start < block->end; next++)
        if (script->utterances[next].speaker != SPEAKER_NARRATOR ||
            script->utterances[next].kind != UTTERANCE_HEADING)
            return false;
    return true;
}

/* Whether a heading comes next. The reader would take it for the heading of the chapter. */
static bool heading_follows(const struct book *book, const struct block *block)
{
    const struct block *end = book->blocks + book->block_count;
    for (block++; block < end; block++)
        if (block->kind != BLOCK_SKIP)
            return block->kind == BLOCK_HEADING;
    return false;
}

/* Writes the line of a chapter. True when it has the text of the block, too. */
static bool add_chapter(const struct script *script, const struct block *block, size_t next,
                        struct text *out)
{
    const struct chapter *chapter = &script->book->chapters[block->chapter];
    struct view heading = book_view(script->book, block->start, block->end);
    int level = chapter->level < 1 ? 1 : chapter->level > LEVEL_MOST ? LEVEL_MOST : chapter->level;
    if (block->kind != BLOCK_HEADING) {
        if (level > 1)
            text_addf(out, "\n[chapter %d: ", level);
        else
            text_add_str(out, "\n[chapter: ");
        scriptfile_add_title(view_of(chapter->title), out);
        text_add_str(out, "]\n");
        return false;
    }
    text_addf(out, "\n%.*s ", level, "####################");
    scriptfile_add_title(view_of(chapter->title), out);
    text_add_char(out, '\n');
    return view_is(heading, chapter->title) && is_plain(script, block, next) &&
           !heading_follows(script->book, block);
}

/* `exact`: for each block, whether its line breaks are kept. */
static void write_all(const struct script *script, const char *cover, const bool *exact,
                      struct text *out)
{
    const struct book *book = script->book;
    const struct chapter *chapter = NULL;
    struct scriptfile_writer writer = {.script = script, .out = out};
    text_add_str(out, "[script]\n");
    for (size_t i = 0; i < metadata_field_count(); i++)
        add_setting(metadata_field_name(i), metadata_field(&book->metadata, i), out);
    add_setting("cover", cover, out);
    const char *before = "pause = ";
    for (int i = 0; i < PAUSE_REASON_COUNT; i++) {
        if (script->pause_ms[i] == script_defaults.pause_ms[i])
            continue;
        text_addf(out, "%s%s=%u", before, pause_reason_name((enum pause_reason)i),
                  script->pause_ms[i]);
        before = ",";
    }
    if (before[0] == ',')
        text_add_char(out, '\n');
    text_add_str(out, "\n[cast]\n");
    castfile_write(script, false, out);
    text_add_str(out, "\n[text]\n");
    scriptfile_writer_open(&writer);
    for (size_t i = 0; i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        bool done = false;
        if (block->kind == BLOCK_SKIP)
            continue;
        if (chapter != &book->chapters[block->chapter]) {
            chapter = &book->chapters[block->chapter];
            done = add_chapter(script, block, writer.next, out);
        }
        scriptfile_add_block(&writer, block, exact[i], done);
    }
    scriptfile_writer_close(&writer);
}

static size_t count_text(const struct script *script, const struct utterance *utterance)
{
    size_t count = 0;
    for (size_t at = utterance->start; at < utterance->end; at++)
        count += strchr(" \t\r\n", script->book->text[at]) == NULL;
    return count;
}

static bool same_utterance(const struct script *a, const struct utterance *one,
                           const struct script *b, const struct utterance *other)
{
    return one->chapter == other->chapter && one->kind == other->kind &&
           one->ends_sentence == other->ends_sentence &&
           script_pause_ms(a, one) == script_pause_ms(b, other) &&
           strcmp(a->attribution->speakers[one->speaker].name,
                  b->attribution->speakers[other->speaker].name) == 0 &&
           strcmp(a->voices->items[one->voice].name, b->voices->items[other->voice].name) == 0 &&
           strcmp(a->languages[one->language], b->languages[other->language]) == 0 &&
           view_equal(script_spoken(a, one), script_spoken(b, other)) &&
           count_text(a, one) == count_text(b, other);
}

/* The next block that is spoken at or after `from`. */
static size_t next_spoken(const struct book *book, size_t from)
{
    while (from < book->block_count &&
           (book->blocks[from].kind == BLOCK_SKIP || book->blocks[from].kind == BLOCK_BREAK))
        from++;
    return from;
}

/* Marks each block of `script` whose utterances differ in `copy`. Returns how many. */
static size_t mark_differences(const struct script *script, const struct script *copy,
                               bool *differs)
{
    const struct book *book = script->book, *other = copy->book;
    size_t a = 0, b = 0, count = 0;
    size_t j = next_spoken(other, 0);
    for (size_t i = next_spoken(book, 0); i < book->block_count; i = next_spoken(book, i + 1)) {
        bool same = j < other->block_count;
        size_t end = same ? other->blocks[j].end : other->text_bytes;
        while (a < script->utterance_count && script->utterances[a].start < book->blocks[i].end) {
            same = same && b < copy->utterance_count && copy->utterances[b].start < end &&
                   same_utterance(script, &script->utterances[a], copy, &copy->utterances[b]);
            a++;
            b += b < copy->utterance_count && copy->utterances[b].start < end;
        }
        for (; b < copy->utterance_count && copy->utterances[b].start < end; b++)
            same = false;
        differs[i] = !same;
        count += !same;
        j = next_spoken(other, j + 1);
    }
    return count;
}

/* Reads the script file back. Returns how many blocks differ, or SIZE_MAX when it cannot be read.
 */
static size_t read_back(const struct script *script, const struct script_options *options,
                        const struct text *out, bool *differs, struct err *err)
{
    struct text bytes = {0};
    struct book_options book_options = {0};
    struct script_options own = script_defaults;
    size_t count = SIZE_MAX;
    text_add_view(&bytes, text_view(out));
    own.lexicon = options->lexicon;
    struct book *book = book_from_script("script", &bytes, &book_options, err);
    struct script *copy = book != NULL ? script_make(book, script->given_voices, &own, err) : NULL;
    if (copy != NULL)
        count = mark_differences(script, copy, differs);
    script_free(copy);
    book_free(book);
    text_release(&bytes);
    return count;
}

bool scriptfile_write(const struct script *script, const struct script_options *options,
                      const char *cover, struct text *out, struct err *err)
{
    const struct book *book = script->book;
    bool *exact = mem_zero(book->block_count + 1, sizeof *exact);
    bool *differs = mem_zero(book->block_count + 1, sizeof *differs);
    size_t bytes = out->bytes, count = SIZE_MAX;
    for (int round = 0; round < 2 && count > 0; round++) {
        text_cut(out, bytes);
        write_all(script, cover, exact, out);
        count = read_back(script, options, out, differs, err);
        for (size_t i = 0; i < book->block_count && count != SIZE_MAX; i++)
            exact[i] = exact[i] || differs[i];
    }
    size_t bad = 0;
    while (bad < book->block_count && !differs[bad])
        bad++;
    if (count == SIZE_MAX)
        err_prefix(err, "internal error, please report it: the script cannot be read back");
    else if (count > 0)
        err_set(err, ERR_SYSTEM,
                "internal error: the script does not say byte %zu of the text as the book does; "
                "please report it",
                bad < book->block_count ? book->blocks[bad].start : 0);
    free(exact);
    free(differs);
    return count == 0;
}
