/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/scriptfile/text.h"

#include "base/mem.h"
#include "book/book.h"
#include "book/scriptfile/heading.h"
#include "book/scriptfile/line.h"

#include <stdlib.h>
#include <string.h>

enum { LEVEL_MOST = 20 }; /* chosen: no book nests its chapters so deep */

/* The block and the chapter that are being read. */
struct scriptfile_parser {
    struct scriptfile_reader *reader;
    size_t block_capacity, chapter_capacity;
    bool in_block;
    enum block_kind kind;
    bool hard;           /* the last line ended in a backslash, or lines matter */
    const char *title;   /* of a chapter that begins with the next block; NULL: none */
    const char *heading; /* its title, to be read aloud unless a [heading] follows */
    int level;
    int chapter_level;
    const struct wording *wording; /* for headings without a mark; NULL: there are none */
    size_t lines;                  /* of the block */
    size_t cues;                   /* before its first line */
    bool marked;                   /* the mark of a chapter came just before */
    int part_rank;                 /* of the last heading that has chapters inside it; 0: none */
};

/* A scene break: * * *, ---, ___, [break] */
static bool is_break(struct view line)
{
    size_t marks = 0;
    line = view_trim(line);
    for (size_t i = 0; i < line.bytes; i++) {
        if (line.at[i] != ' ' && (strchr("*-_", line.at[i]) == NULL || line.at[i] != line.at[0]))
            return false;
        marks += line.at[i] != ' ';
    }
    return marks >= 3 || view_is_nocase(line, "[break]");
}

/* The chapter that waits for its first block, or one without a title when there is none yet. */
static void begin_chapter(struct scriptfile_parser *r, size_t start)
{
    struct book *book = r->reader->book;
    if (r->title == NULL && book->chapter_count > 0)
        return;
    r->chapter_level = r->title != NULL ? r->level : 1;
    book->chapters =
        mem_grow(book->chapters, book->chapter_count, &r->chapter_capacity, sizeof *book->chapters);
    book->chapters[book->chapter_count++] =
        (struct chapter){.start = start, .level = r->chapter_level, .title = r->title};
    r->title = NULL;
}

/* The text from `start` on becomes a block, if there is any. */
static void add_block(struct scriptfile_parser *r, enum block_kind kind, size_t start)
{
    struct scriptfile_reader *reader = r->reader;
    struct book *book = reader->book;
    struct view text = text_view(&reader->text);
    size_t end = text.bytes, given = start;
    for (size_t before = end; before > start && rune_is_space(rune_before(text, &before));)
        end = before;
    for (size_t next = start; next < end && rune_is_space(rune_next(text, &next));)
        start = next;
    scriptfile_close_spans(reader, end);
    if (start >= end)
        return;
    for (size_t i = book->cue_count; i > 0 && book->cues[i - 1].at >= given; i--)
        if (book->cues[i - 1].at < start)
            book->cues[i - 1].at = start;
    begin_chapter(r, start);
    book->blocks =
        mem_grow(book->blocks, book->block_count, &r->block_capacity, sizeof *book->blocks);
    book->blocks[book->block_count++] = (struct block){
        .kind = kind,
        .reason = kind == BLOCK_BREAK ? SKIP_MARKUP : SKIP_NONE,
        .start = start,
        .end = end,
        .chapter = (uint32_t)book->chapter_count - 1,
        .level = kind == BLOCK_HEADING ? r->chapter_level : 0,
    };
    struct chapter *chapter = &book->chapters[book->chapter_count - 1];
    if (chapter->end == 0)
        chapter->has_heading = kind == BLOCK_HEADING;
    chapter->end = end;
    text_add(&reader->text, "\n\n", 2);
}

/* A block of one line: the heading of a chapter, a scene break. */
static void add_line_block(struct scriptfile_parser *r, enum block_kind kind, const char *line)
{
    size_t start = r->reader->text.bytes;
    text_add_str(&r->reader->text, line);
    add_block(r, kind, start);
}

/* Makes the title of the last chapter's line its heading, unless another one replaces it. */
static void settle_heading(struct scriptfile_parser *r, bool replaced)
{
    const char *heading = r->heading;
    r->heading = NULL;
    if (heading != NULL && !replaced)
        add_line_block(r, BLOCK_HEADING, heading);
}

/* When the paragraph is a heading without a mark: that of the chapter whose mark is just before it,
 * else that of a chapter that begins here. */
static void find_heading(struct scriptfile_parser *r)
{
    struct scriptfile_reader *reader = r->reader;
    struct book *book = reader->book;
    struct view line = view_part(text_view(&reader->text), reader->block_start, reader->text.bytes);
    struct scriptfile_heading heading;
    if (r->wording == NULL || r->lines != 1 || r->kind != BLOCK_PARAGRAPH ||
        book->cue_count != r->cues ||
        !scriptfile_heading_read(r->wording, line, book->arena, &heading))
        return;
    r->kind = BLOCK_HEADING;
    if (r->marked)
        return;
    bool inside = r->part_rank > 0 && heading.rank > r->part_rank;
    r->title = heading.title;
    r->level = inside ? 2 : 1;
    r->part_rank = inside ? r->part_rank : heading.rank;
}

static void end_block(struct scriptfile_parser *r)
{
    if (!r->in_block)
        return;
    r->in_block = false;
    find_heading(r);
    r->marked = false;
    add_block(r, r->kind, r->reader->block_start);
}

/* Removes `prefix` and one blank from the line; false when it has none. */
static bool cut_prefix(struct view *line, const char *prefix)
{
    size_t bytes = strlen(prefix);
    if (!view_starts(*line, prefix))
        return false;
    if (line->bytes > bytes && line->at[bytes] != ' ')
        return false;
    *line = view_part(*line, line->bytes > bytes ? bytes + 1 : bytes, line->bytes);
    return true;
}

static enum block_kind kind_of_line(struct view *line)
{
    if (cut_prefix(line, "[heading]"))
        return BLOCK_HEADING;
    if (cut_prefix(line, "|"))
        return BLOCK_VERSE;
    if (cut_prefix(line, ">"))
        return BLOCK_LETTER;
    return cut_prefix(line, "-") ? BLOCK_LIST : BLOCK_PARAGRAPH;
}

static bool add_text_line(struct scriptfile_parser *r, struct view line, struct err *err)
{
    struct scriptfile_reader *reader = r->reader;
    struct view whole = line;
    enum block_kind kind = kind_of_line(&line);
    bool prefixed = whole.at != line.at;
    bool single = kind == BLOCK_LIST || kind == BLOCK_HEADING;
    if (r->in_block && (prefixed ? single || kind != r->kind : r->kind == BLOCK_VERSE))
        end_block(r);
    bool begins = !r->in_block;
    if (begins) {
        settle_heading(r, kind == BLOCK_HEADING);
        r->in_block = true;
        r->kind = kind;
        r->hard = false;
        r->lines = 0;
        reader->block_start = reader->text.bytes;
        if (reader->lasting != NULL)
            scriptfile_add_cue(reader, CUE_SPEAKER, CUE_SAYS, view_of(reader->lasting), 0);
        r->cues = reader->book->cue_count;
    }
    r->lines++;
    size_t bytes = reader->text.bytes;
    if (!begins && r->hard) {
        text_add_char(&reader->text, '\n');
    } else {
        char last = bytes > 0 ? reader->text.at[bytes - 1] : ' ';
        if (!begins && last != ' ' && last != '\t')
            text_add_char(&reader->text, ' ');
        line = view_trim(line);
    }
    if (!scriptfile_add_line(reader, line, &r->hard, err))
        return false;
    r->hard = r->hard || r->kind == BLOCK_VERSE;
    return true;
}

static bool set_chapter(struct scriptfile_parser *r, int level, struct view title, bool heard,
                        struct err *err)
{
    end_block(r);
    settle_heading(r, false);
    title = view_trim(title);
    if (title.bytes == 0)
        return err_set(err, ERR_INPUT, "%s:%u: a chapter needs a title; write # Title",
                       r->reader->path, r->reader->line);
    r->title = scriptfile_unescape(r->reader->book->arena, title);
    r->heading = heard ? r->title : NULL;
    r->level = level;
    r->marked = true;
    return true;
}

/* ## Title */
static int level_of_title(struct view line)
{
    int level = 0;
    while ((size_t)level < line.bytes && line.at[level] == '#')
        level++;
    bool title = (size_t)level == line.bytes || line.at[level] == ' ';
    return title && level <= LEVEL_MOST ? level : 0;
}

/* A chapter without a heading: [chapter: Title], [chapter 2: Title], <<CHAPTER_MARKER:Title>> */
static bool is_silent_chapter(struct view line, int *level, struct view *title)
{
    static const char marker[] = "<<CHAPTER_MARKER:", chapter[] = "[chapter";
    line = view_trim(line);
    *level = 1;
    if (view_starts(line, marker) && view_ends(line, ">>")) {
        *title = view_part(line, sizeof marker - 1, line.bytes - 2);
        return true;
    }
    size_t colon = view_find(line, ":", 0);
    if (!view_starts(line, chapter) || !view_ends(line, "]") || colon >= line.bytes)
        return false;
    struct view number = view_trim(view_part(line, sizeof chapter - 1, colon));
    if (number.bytes > 2 || (number.bytes > 0 && !(number.at[0] >= '1' && number.at[0] <= '9')))
        return false;
    if (number.bytes > 0)
        *level = atoi(number.at);
    *title = view_part(line, colon + 1, line.bytes - 1);
    return *level <= LEVEL_MOST;
}

static bool read_line(struct scriptfile_parser *r, struct view line, struct err *err)
{
    int level;
    struct view title;
    if (r->in_block && r->hard && r->kind != BLOCK_VERSE)
        return add_text_line(r, line, err);
    if (view_trim(line).bytes == 0) {
        end_block(r);
        return true;
    }
    if (view_starts(line, "//"))
        return true;
    if ((level = level_of_title(line)) > 0)
        return set_chapter(r, level, view_part(line, (size_t)level, line.bytes), true, err);
    if (is_silent_chapter(line, &level, &title))
        return set_chapter(r, level, title, false, err);
    if (!r->in_block && is_break(line)) {
        settle_heading(r, false);
        add_line_block(r, BLOCK_BREAK, "* * *");
        return true;
    }
    return add_text_line(r, line, err);
}

bool scriptfile_text_read(struct scriptfile_reader *reader, const struct wording *wording,
                          struct view rest, struct err *err)
{
    struct scriptfile_parser r = {.reader = reader, .wording = wording};
    struct view line;
    bool good = true;
    while (good && view_next_line(&rest, &line)) {
        reader->line++;
        good = read_line(&r, line, err);
    }
    if (!good)
        return false;
    end_block(&r);
    settle_heading(&r, false);
    struct book *book = reader->book;
    if (book->block_count == 0)
        return err_set(err, ERR_INPUT, "%s: there is no text to read in it", reader->path);
    for (size_t i = 0; i + 1 < book->chapter_count; i++)
        book->chapters[i].end = book->chapters[i + 1].start;
    return true;
}
