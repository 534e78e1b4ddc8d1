/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "info/id3_chapters.h"

#include "base/big_endian.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS_MOST = 16 }; /* chosen: deeper than any book; a tag may be nested without end */

/* The id at the start of a frame, up to its NUL; false when it has none. */
static bool take_id(struct arena *arena, const uint8_t **at, const uint8_t *end, const char **id)
{
    const uint8_t *nul = *at < end ? memchr(*at, 0, (size_t)(end - *at)) : NULL;
    if (nul == NULL)
        return false;
    *id = arena_copy_text(arena, (const char *)*at, (size_t)(nul - *at));
    *at = nul + 1;
    return true;
}

/* Reads the frames inside a frame. Returns how many texts there are; *title is the first TIT2. */
static size_t read_inner(struct arena *arena, const uint8_t *at, const uint8_t *end, int version,
                         const char **title)
{
    struct id3_frame frame;
    char id[5];
    size_t texts = 0;
    *title = "";
    while (id3_next(&at, end, version, id, &frame)) {
        texts += id[0] == 'T';
        if (strcmp(id, "TIT2") == 0 && (*title)[0] == '\0')
            *title = id3_title(arena, frame);
    }
    return texts;
}

void id3_chapters_add(struct id3_chapters *chapters, struct arena *arena, struct id3_frame frame,
                      int version)
{
    struct info_chapter chapter = {0};
    const uint8_t *at = frame.at, *end = frame.at + frame.count;
    if (!take_id(arena, &at, end, &chapter.id) || end - at < 16)
        return;
    chapter.start_ms = get_be32(at);
    chapter.end_ms = get_be32(at + 4);
    chapter.has_offsets = get_be32(at + 8) != UINT32_MAX || get_be32(at + 12) != UINT32_MAX;
    chapter.level = 1;
    chapter.text_count = read_inner(arena, at + 16, end, version, &chapter.title);
    chapters->chapters = mem_grow(chapters->chapters, chapters->chapter_count,
                                  &chapters->chapter_capacity, sizeof *chapters->chapters);
    chapters->chapters[chapters->chapter_count++] = chapter;
}

void id3_chapters_add_contents(struct id3_chapters *chapters, struct arena *arena,
                               struct id3_frame frame, int version)
{
    struct id3_contents contents = {.title = ""};
    const uint8_t *at = frame.at, *end = frame.at + frame.count;
    if (!take_id(arena, &at, end, &contents.id) || end - at < 2)
        return;
    contents.is_top = (at[0] & 2) != 0;
    size_t wanted = at[1];
    at += 2;
    contents.entries = arena_alloc(arena, wanted * sizeof *contents.entries + 1);
    for (const char *id; contents.entry_count < wanted && take_id(arena, &at, end, &id);)
        contents.entries[contents.entry_count++] = view_of(id);
    read_inner(arena, at, end, version, &contents.title);
    chapters->contents = mem_grow(chapters->contents, chapters->contents_count,
                                  &chapters->contents_capacity, sizeof *chapters->contents);
    chapters->contents[chapters->contents_count++] = contents;
}

/* While the tree is walked. What has been put is not put again, so a circle ends. */
struct walk {
    struct id3_chapters *chapters;
    struct table by_id; /* chapters, then contents */
    bool *put;          /* the same */
    struct info_tag *tag;
};

static void put_chapter(struct walk *walk, size_t index, int level, bool listed)
{
    struct info_chapter *chapter = &walk->tag->chapters[walk->tag->chapter_count++];
    *chapter = walk->chapters->chapters[index];
    chapter->level = level;
    chapter->is_listed = listed;
    walk->put[index] = true;
}

static void put_contents(struct walk *walk, size_t index, int level);

static void put_entry(struct walk *walk, struct view id, int level)
{
    size_t chapter_count = walk->chapters->chapter_count;
    size_t found = table_find(&walk->by_id, table_text(id), SIZE_MAX);
    if (found == SIZE_MAX || walk->put[found])
        return;
    if (found < chapter_count) {
        put_chapter(walk, found, level, true);
        return;
    }
    const struct id3_contents *inner = &walk->chapters->contents[found - chapter_count];
    walk->tag->chapters[walk->tag->chapter_count++] = (struct info_chapter){.id = inner->id,
                                                                            .title = inner->title,
                                                                            .is_group = true,
                                                                            .level = level,
                                                                            .is_listed = true};
    put_contents(walk, found - chapter_count, level + 1);
}

static void put_contents(struct walk *walk, size_t index, int level)
{
    const struct id3_contents *contents = &walk->chapters->contents[index];
    walk->put[walk->chapters->chapter_count + index] = true;
    for (size_t i = 0; i < contents->entry_count && level <= LEVELS_MOST; i++)
        put_entry(walk, contents->entries[i], level);
}

static void note_contents(struct walk *walk, const struct id3_contents *contents)
{
    struct info_tag *tag = walk->tag;
    struct info_contents note = {contents->id, contents->is_top, contents->entry_count, 0};
    for (size_t i = 0; i < contents->entry_count; i++)
        note.missing += !table_has(&walk->by_id, table_text(contents->entries[i]));
    tag->contents =
        mem_grow(tag->contents, tag->contents_count, &tag->contents_capacity, sizeof note);
    tag->contents[tag->contents_count++] = note;
}

/* A group lasts from the start of its first chapter to the end of its last one. */
static void time_groups(struct info_tag *tag)
{
    for (size_t i = tag->chapter_count; i-- > 0;) {
        struct info_chapter *group = &tag->chapters[i];
        if (!group->is_group || i + 1 == tag->chapter_count ||
            tag->chapters[i + 1].level <= group->level)
            continue;
        group->start_ms = tag->chapters[i + 1].start_ms;
        group->end_ms = tag->chapters[i + 1].end_ms;
    }
    /* From the front, each chapter extends the groups that it is in. */
    size_t open[LEVELS_MOST + 2] = {0};
    for (size_t i = 0; i < tag->chapter_count; i++) {
        struct info_chapter *chapter = &tag->chapters[i];
        if (chapter->is_group)
            open[chapter->level] = i;
        for (int level = 1; level < chapter->level && !chapter->is_group; level++) {
            struct info_chapter *group = &tag->chapters[open[level]];
            if (group->is_group && group->end_ms < chapter->end_ms)
                group->end_ms = chapter->end_ms;
        }
    }
}

void id3_chapters_finish(struct id3_chapters *chapters, struct arena *arena, struct info_tag *tag)
{
    struct walk walk = {.chapters = chapters, .tag = tag};
    size_t all = chapters->chapter_count + chapters->contents_count;
    (void)arena;
    walk.put = mem_zero(all + 1, sizeof *walk.put);
    tag->chapters = mem_zero(all + 1, sizeof *tag->chapters);
    for (size_t i = 0; i < chapters->chapter_count; i++)
        table_add(&walk.by_id, table_text(view_of(chapters->chapters[i].id)), i);
    for (size_t i = 0; i < chapters->contents_count; i++)
        table_add(&walk.by_id, table_text(view_of(chapters->contents[i].id)),
                  chapters->chapter_count + i);
    for (size_t i = 0; i < chapters->contents_count; i++)
        note_contents(&walk, &chapters->contents[i]);
    for (size_t i = 0; i < chapters->contents_count; i++)
        if (chapters->contents[i].is_top && !walk.put[chapters->chapter_count + i])
            put_contents(&walk, i, 1);
    for (size_t i = 0; i < chapters->chapter_count; i++)
        if (!walk.put[i])
            put_chapter(&walk, i, 1, false);
    time_groups(tag);
    table_release(&walk.by_id);
    free(walk.put);
    free(chapters->chapters);
    free(chapters->contents);
}
