#include "book/html_play.h"

#include "book/html.h"
#include "book/html_frame.h"
#include "book/xml.h"

#include <string.h>

static bool has_class_of(const struct xml_node *node, const char *const *words, size_t count)
{
    if (node->attribute_count == 0 || xml_attribute(node, "class") == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (html_has_class(node, words[i]))
            return true;
    return false;
}

bool html_is_direction(const struct xml_node *node)
{
    static const char *const words[] = {"stage",           "stage-direction",  "stagedirection",
                                        "stage_direction", "stage-directions", "stagedirections",
                                        "stagedir",        "stage-dir",        "tei-stage"};
    return html_has_type(node, "stage-direction") ||
           has_class_of(node, words, sizeof words / sizeof words[0]);
}

bool html_is_speaker(const struct xml_node *node)
{
    static const char *const words[] = {"speaker", "speaker-name", "tei-speaker", "persona"};
    return html_has_type(node, "persona") ||
           has_class_of(node, words, sizeof words / sizeof words[0]);
}

/* The text of a persona, without the directions in it; blanks and stops at its end are off. */
static void persona_name(const struct xml_node *persona, struct text *name)
{
    enum { MAX_NAME_BYTES = 200, MAX_NODES = 64 };
    bool skip = false;
    int left = MAX_NODES;
    for (const struct xml_node *node = xml_next(persona, persona, false); node != NULL && left > 0;
         node = xml_next(persona, node, skip), left--) {
        skip = node->name != NULL && html_is_direction(node);
        if (node->name == NULL && name->bytes < MAX_NAME_BYTES)
            text_add_view(name, view_part(node->text, 0, MAX_NAME_BYTES));
    }
    struct text words = {0};
    struct view rest = text_view(name), bracket = view_part(rest, 0, view_find(rest, "(", 0));
    if (view_trim(bracket).bytes > 0)
        rest = bracket; /* "Nan (aside)" */
    for (size_t at = 0; at < rest.bytes;) {
        uint32_t rune = rune_next(rest, &at);
        if (!rune_is_space(rune))
            text_add_rune(&words, rune);
        else if (words.bytes > 0 && words.at[words.bytes - 1] != ' ')
            text_add_char(&words, ' ');
    }
    text_release(name);
    while (words.bytes > 0 && strchr(".:, ", words.at[words.bytes - 1]) != NULL)
        text_cut(&words, words.bytes - 1);
    *name = words;
}

/* The name in a play: it becomes the speaker of the row, or of the block that it begins. */
void html_set_persona(struct html_walk *walk, struct html_frame *frame)
{
    struct build *build = walk->reader->build;
    if (frame->cast || frame->style.reason != SKIP_NONE || !html_has_type(frame->node, "persona") ||
        build_is_open(build) || !html_leaves_out(walk->reader, SKIP_SPEAKER_LABEL))
        return;
    struct text name = {0};
    persona_name(frame->node, &name);
    if (name.bytes > 0) {
        const char *speaker = build_keep(build, text_view(&name));
        size_t owner = walk->count - 1; /* the frame below the new one */
        while (owner > 0 && !html_is_block(walk->frames[owner].class))
            owner--;
        for (size_t i = owner; i < walk->count; i++)
            walk->frames[i].style.speaker = speaker;
        walk->persona = speaker;
        frame->style.reason = SKIP_SPEAKER_LABEL;
        frame->split = true;
    }
    text_release(&name);
}

/* A stage direction inside a speech is the narrator's, when it does not cut a word or its stop off.
 */
void html_set_direction(struct html_frame *frame)
{
    if (!html_is_direction(frame->node))
        return;
    frame->cast = true;
    if (frame->style.reason == SKIP_SPEAKER_LABEL) { /* beside the name of the one it is for */
        frame->style.reason = SKIP_NONE;
        frame->style.speaker = NULL;
        frame->split = true;
    }
    const struct xml_node *next = frame->node->next;
    bool clean =
        next == NULL || frame->first || next->name != NULL || rune_is_space(rune_at(next->text, 0));
    if (frame->style.speaker != NULL && (clean || html_is_block(frame->class))) {
        frame->style.speaker = NULL;
        frame->split = true;
    }
}

/* Is all its text inside a direction, in italics or in brackets? */
static bool is_all_direction(const struct xml_node *cell)
{
    const struct xml_node *node = cell;
    for (int left = 8; node != NULL && left > 0; left--) {
        bool italic = xml_is(node, "i") || xml_is(node, "em");
        if (node->name != NULL && (italic || html_is_direction(node)))
            return true;
        if (node->name == NULL && view_trim(node->text).bytes > 0)
            return strchr("([", view_trim(node->text).at[0]) != NULL;
        node = xml_next(cell, node, false);
    }
    return node == NULL;
}

/* A row of a play whose cell for the name is empty, or that is verse without one: the speaker
 * before goes on. */
void html_set_row(struct html_walk *walk, struct html_frame *frame)
{
    const struct xml_node *name = xml_child(frame->node, NULL, NULL);
    const struct xml_node *speech = name != NULL ? xml_child(frame->node, name, NULL) : NULL;
    struct text text = {0};
    if (walk->persona == NULL || speech == NULL || frame->cast)
        return;
    xml_text(name, 1, &text);
    bool goes_on = html_has_type(name, "persona") || html_is_verse(speech);
    if (text.bytes == 0 && goes_on && !is_all_direction(speech))
        frame->style.speaker = walk->persona;
    text_release(&text);
}
