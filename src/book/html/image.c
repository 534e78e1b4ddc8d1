/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/html/image.h"

#include "base/str.h"
#include "book/html/html.h"
#include "book/html/walk.h"
#include "book/wording/shape.h"
#include "book/wording/wording.h"
#include "book/xml/xml.h"

enum { LOOK_BYTES = 60 }; /* chosen: of a text that may be just a word like "cover" */

/* "T" and the like: a picture of a letter that belongs to a word. */
static bool is_letter_image(const struct xml_node *node, struct view alt)
{
    size_t at = 0;
    bool letter = rune_is_alnum(rune_next(alt, &at));
    const struct xml_node *next = node->next;
    return letter && at == alt.bytes && next != NULL && next->name == NULL &&
           rune_is_letter(rune_at(next->text, 0));
}

/* File names and single words like "cover" say nothing to a listener. `wording` may be NULL. */
static bool is_real_alt(struct view alt, const struct wording *wording)
{
    struct text key = {0};
    fold_words(view_part(alt, 0, LOOK_BYTES), &key);
    bool bare = wording != NULL && wording_find(wording, "bare pictures", text_view(&key)) != NULL;
    text_release(&key);
    if (bare)
        return false;
    size_t dot = view_find(alt, ".", 0);
    return alt.bytes > 0 && !(dot < alt.bytes && view_find(alt, " ", 0) == alt.bytes);
}

void html_read_image(struct walk *walk, const struct xml_node *node)
{
    struct builder *builder = walk->reader->builder;
    const char *value = xml_attribute(node, "alt");
    struct view alt = view_trim(view_of(value != NULL ? value : ""));
    if (is_letter_image(node, alt)) {
        builder_text(builder, alt);
        return;
    }
    if (!is_real_alt(alt, walk->reader->wording) || walk_top(walk)->style.reason != SKIP_NONE ||
        html_has_type(node, "publisher-logo") || html_is_presentation(node))
        return;
    bool wanted = walk->reader->options != NULL && walk->reader->options->image_texts;
    if (!wanted) {
        builder_skip_text(builder, SKIP_ILLUSTRATION, alt);
        return;
    }
    builder_end_block(builder);
    if (walk->reader->image_word != NULL) {
        builder_text(builder, view_of(walk->reader->image_word));
        builder_text(builder, view_of(": "));
    }
    builder_text(builder, alt);
    builder_end_block(builder);
}
