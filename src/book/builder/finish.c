/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/builder/state.h"

#include "base/mem.h"
#include "book/wording/title.h"

void builder_note_alias(struct builder *builder, const char *alias, const char *key)
{
    builder->markup.aliases = mem_grow(builder->markup.aliases, builder->markup.alias_count,
                                       &builder->alias_capacity, sizeof *builder->markup.aliases);
    builder->markup.aliases[builder->markup.alias_count++] = (struct note_alias){alias, key};
}

void builder_note_word(struct builder *builder, const char *word)
{
    builder->markup.note_word = word != NULL ? builder_keep(builder, view_of(word)) : NULL;
}

void builder_note_reference(struct builder *builder, const char *key)
{
    builder->markup.references =
        mem_grow(builder->markup.references, builder->markup.reference_count,
                 &builder->reference_capacity, sizeof *builder->markup.references);
    builder->markup.references[builder->markup.reference_count++] =
        (struct note_reference){builder->book->block_count, key};
}

static const char *keep_title(struct builder *builder, struct view title)
{
    title = title_clean(title);
    size_t end = title.bytes;
    if (end > BUILDER_MAX_TITLE_BYTES) {
        end = BUILDER_MAX_TITLE_BYTES;
        while (end > 0 && title.at[end] != ' ')
            end--;
        for (size_t at = BUILDER_MAX_TITLE_BYTES; end == 0; end = at)
            rune_before(title, &at);
    }
    return builder_keep(builder, view_part(title, 0, end));
}

int builder_chapter_start(struct builder *builder, int level, struct view title, int parent)
{
    if (builder->open && builder->style.kind != BLOCK_HEADING)
        builder_end_block(builder);
    builder->markup.starts = mem_grow(builder->markup.starts, builder->markup.start_count,
                                      &builder->start_capacity, sizeof *builder->markup.starts);
    builder->markup.starts[builder->markup.start_count] = (struct chapter_start){
        builder->book->block_count, level, parent, keep_title(builder, title)};
    return (int)builder->markup.start_count++;
}

void builder_heading_levels(struct builder *builder, int level)
{
    builder->markup.heading_levels = level;
}

struct book *builder_finish(struct builder *builder, struct wording **wording,
                            const struct book_options *options, struct err *err)
{
    struct book *book = builder->book;
    builder_end_block(builder);
    if (structure_find(book, &builder->text, &builder->markup, wording, options, err))
        builder->book = NULL;
    else
        book = NULL;
    builder_free(builder);
    return book;
}
