/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a file Markdown? */
#include "base/err.h"
#include "book/input/encoding.h"
#include "book/markdown/markdown.h"
#include "book/markdown/passes.h"

#include <string.h>

/* Chosen: so many marks are no chance in a text that is not Markdown. */
enum {
    LOOK_BYTES = 256 * 1024, /* of the file; its habits show in less */
    FEW_HEADINGS = 2,        /* one "# X" may be anything in a plain text */
    ENOUGH_BOLD = 3,         /* lines with **x**, and one line in 200 */
    ENOUGH_MARKS = 3,        /* lines with other marks, and one line in 100 */
};

/* The beginning of the file as UTF-8. Most files are UTF-8 and are not copied. */
static struct view beginning(struct view bytes, struct text *copy)
{
    struct view head = view_part(bytes, 0, LOOK_BYTES);
    struct decoded decoded = {0};
    struct err
        unread; /* what cannot be decoded is not Markdown; the reader that gets it says why */
    if (view_starts(head, "\xEF\xBB\xBF"))
        return view_part(head, 3, head.bytes);
    bool wide = view_starts(head, "\xFF\xFE") || view_starts(head, "\xFE\xFF") ||
                memchr(head.at, '\0', head.bytes < 64 ? head.bytes : 64) != NULL;
    if (head.bytes == 0 || !wide)
        return head;
    text_add_view(copy, view_part(head, 0, head.bytes & ~(size_t)3));
    if (!encoding_decode("", copy, &decoded, &unread))
        return (struct view){"", 0};
    *copy = decoded.text;
    return text_view(copy);
}

static bool is_markdown(struct view text)
{
    struct markdown_head head = {0};
    struct markdown_survey survey;
    enum markdown_metadata metadata = markdown_read_metadata(text, &head);
    text = view_part(text, head.end, text.bytes);
    markdown_head_release(&head);
    if (metadata == MARKDOWN_FENCED_METADATA)
        return true;
    markdown_look(text, &survey);
    size_t marks = survey.headings + survey.bold + survey.marks;
    return survey.starts_with_heading || survey.headings >= FEW_HEADINGS ||
           (metadata == MARKDOWN_PERCENT_METADATA && marks > 0) ||
           (survey.underlined >= FEW_HEADINGS && survey.bold + survey.marks >= FEW_HEADINGS) ||
           (survey.bold >= ENOUGH_BOLD && survey.bold * 200 >= survey.lines) ||
           (marks >= ENOUGH_MARKS && marks * 100 >= survey.lines);
}

bool markdown_matches(struct view bytes)
{
    struct text copy = {0};
    bool markdown = is_markdown(beginning(bytes, &copy));
    text_release(&copy);
    return markdown;
}
