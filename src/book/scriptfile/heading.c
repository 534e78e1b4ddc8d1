/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/scriptfile/heading.h"

#include "base/mem.h"
#include "book/wording/heading.h"
#include "book/wording/title.h"

enum { LINE_MOST_BYTES = 200 }; /* chosen: a longer line is a paragraph */

bool scriptfile_heading_read(const struct wording *wording, struct view line, struct arena *arena,
                             struct scriptfile_heading *heading)
{
    struct heading found;
    line = view_trim(line);
    if (line.bytes > LINE_MOST_BYTES || !heading_parse(wording, line, &found) || found.flowing)
        return false;
    bool unit = found.kind == HEADING_UNIT && found.number > 0;
    bool named = found.kind == HEADING_NAMED && found.whole;
    bool titled = found.title_end > found.title_start && !found.separated;
    if ((!unit && !named) || (titled && heading_is_prose(line)))
        return false;
    struct text title = {0};
    title_add(&title, wording, NULL, line);
    heading->title = arena_copy_text(arena, text_view(&title).at, title.bytes);
    heading->rank = found.rank;
    text_release(&title);
    return true;
}
