/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/*
 * Emoji. The synthesiser knows the names of single ones, but not of sequences: it would say the
 * parts of a rainbow flag and of a woman who is a scientist, and the colour of every skin. So only
 * the first part is left to it, with what the data file says of the parts after the joiner; a run
 * of the same emoji is said once. What a sequence consists of: Unicode Technical Standard #51.
 */

enum {
    JOINER = 0x200D,      /* zero width joiner */
    TEXT_STYLE = 0xFE0E,  /* variation selectors: as text, */
    EMOJI_STYLE = 0xFE0F, /* and as a picture */
    KEYCAP = 0x20E3,
    EMOJI_MAX_BYTES = 64, /* chosen: the longest family has 35 */
};

static bool is_pictograph(uint32_t rune)
{
    return rune >= 0x203C && u_hasBinaryProperty((UChar32)rune, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

static bool is_regional(uint32_t rune)
{
    return rune >= 0x1F1E6 && rune <= 0x1F1FF;
}

static bool modifies(uint32_t rune)
{
    return rune == TEXT_STYLE || rune == EMOJI_STYLE || rune == KEYCAP ||
           (rune >= 0x1F3FB && rune <= 0x1F3FF) || /* skin */
           (rune >= 0xE0020 && rune <= 0xE007F);   /* tags: flags of regions */
}

static size_t skip_modifiers(struct view text, size_t at)
{
    for (size_t next = at; at < text.bytes; at = next)
        if (!modifies(rune_next(text, &next)))
            break;
    return at;
}

/* The end of the sequence that begins at `at`, or `at` when there is none. */
static size_t sequence_end(struct view text, size_t at)
{
    size_t end = at;
    uint32_t rune = rune_next(text, &end);
    if (is_regional(rune)) {
        size_t second = end;
        return is_regional(rune_next(text, &second)) ? second : end;
    }
    if (!is_pictograph(rune))
        return at;
    for (end = skip_modifiers(text, end); end - at < EMOJI_MAX_BYTES;) {
        size_t next = end;
        if (rune_next(text, &next) != JOINER || !is_pictograph(rune_next(text, &next)))
            break;
        end = skip_modifiers(text, next);
    }
    return end;
}

/* The name of the country whose flag it is, in the language of the text. */
static void add_flag(struct normaliser *s, struct view flag)
{
    size_t at = 0;
    char locale[8] = "und_";
    for (size_t i = 4; i < 6; i++)
        locale[i] = (char)('A' + rune_next(flag, &at) - 0x1F1E6);
    UChar name[100];
    char utf8[300];
    UErrorCode status = U_ZERO_ERROR;
    int32_t bytes = 0;
    int32_t units = uloc_getDisplayCountry(locale, s->rules->language, name, 100, &status);
    u_strToUTF8(utf8, sizeof utf8 - 1, &bytes, name, units < 100 ? units : 0, &status);
    if (U_FAILURE(status))
        return;
    utf8[bytes] = '\0';
    text_addf(&s->spoken, "%s %s", norm_option(s->rules, "flag"), utf8);
}

/* What is said of a sequence. A part that the data file does not have is left out; the first is
 * left to the synthesiser. */
static void add_name(struct normaliser *s, struct view sequence)
{
    size_t at = 0;
    uint32_t first = rune_next(sequence, &at);
    if (is_regional(first)) {
        if (at < sequence.bytes)
            add_flag(s, sequence);
        return;
    }
    struct view base = view_part(sequence, 0, at);
    text_add_view(&s->spoken, base);
    for (at = skip_modifiers(sequence, at); at < sequence.bytes;
         at = skip_modifiers(sequence, at)) {
        size_t start = at;
        if (rune_next(sequence, &at) == JOINER)
            continue;
        struct text key = {0};
        text_add_view(&key, base);
        text_add_view(&key, view_part(sequence, start, at));
        const char *pair = norm_find(s->rules, "joined emoji", text_view(&key));
        const char *part = norm_find(s->rules, "emoji parts", view_part(sequence, start, at));
        text_release(&key);
        if (pair != NULL) {
            text_clear(&s->spoken);
            text_add_str(&s->spoken, pair);
            return;
        }
        if (part != NULL && *part != '\0')
            text_addf(&s->spoken, " %s", part);
    }
}

bool say_emoji(struct normaliser *s, struct norm_token mark)
{
    size_t end = sequence_end(s->text, mark.start);
    if (end == mark.start)
        return false;
    struct view first = view_part(s->text, mark.start, end);
    for (size_t next; end - mark.start < TOKEN_MAX_BYTES; end = next) {
        next = sequence_end(s->text, end);
        if (next - end != first.bytes || !view_equal(first, view_part(s->text, end, next)))
            break;
    }
    add_name(s, first);
    norm_gap(s);
    norm_put_scratch(s, end);
    norm_gap(s);
    return true;
}
