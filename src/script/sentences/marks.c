/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/marks.h"

#include "script/sentences/rules.h"

#include <string.h>
#include <unicode/uchar.h>

/* Chosen: "?!?!...", "[12, 13]", and no more than 999 notes. */
enum { RUN_MAX_BYTES = 8, NOTE_MARK_MAX_BYTES = 12, NOTE_MARK_MAX_DIGITS = 3 };

static enum mark_class ascii_class(const struct sentence_rules *rules, uint32_t rune)
{
    switch (rune) {
    case '.':
        return MARK_DOT;
    case '!':
    case '?':
        return MARK_STRONG;
    case ';':
        return rules->semicolon_ends ? MARK_STRONG : MARK_OTHER;
    case ':':
        return rules->colon_ends ? MARK_STRONG : MARK_OTHER;
    case '"':
    case '\'':
    case '`':
        return MARK_QUOTE;
    case '(':
    case '[':
    case '{':
        return MARK_OPEN;
    case ')':
    case ']':
    case '}':
        return MARK_CLOSE;
    case '-':
        return MARK_DASH;
    case '_':
    case '*':
        return MARK_EMPHASIS;
    default:
        return rune_is_space(rune) ? MARK_SPACE : MARK_OTHER;
    }
}

static enum mark_class punctuation_class(uint32_t rune)
{
    switch (u_charType((UChar32)rune)) {
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return MARK_SPACE;
    case U_DASH_PUNCTUATION:
        return MARK_DASH;
    case U_START_PUNCTUATION:
        return MARK_OPEN;
    case U_END_PUNCTUATION:
        return MARK_CLOSE;
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
        return MARK_QUOTE;
    case U_OTHER_PUNCTUATION:
        return u_hasBinaryProperty((UChar32)rune, UCHAR_S_TERM) ? MARK_FULL : MARK_OTHER;
    default:
        return MARK_OTHER;
    }
}

enum mark_class mark_class(const struct sentence_rules *rules, uint32_t rune)
{
    if (rune < 0x80)
        return ascii_class(rules, rune);
    if ((rune >= 0xC0 && rune < 0x559) || (rune >= 0x4E00 && rune < 0xD800))
        return rune == 0x37E ? MARK_STRONG : MARK_OTHER;
    switch (rune) {
    case 0xA1: /* inverted exclamation and question mark */
    case 0xBF:
        return MARK_OPEN;
    case 0x2022: /* bullets */
    case 0x2023:
    case 0x2043:
    case 0x204C:
    case 0x25CF:
    case 0x25E6:
        return MARK_BULLET;
    case 0x2025:
    case 0x2026:
        return MARK_ELLIPSIS;
    case 0x203C: /* double ! and ? in one character */
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return MARK_STRONG;
    default:
        return punctuation_class(rune);
    }
}

size_t mark_skip_blanks(struct view text, size_t at)
{
    while (at < text.bytes) {
        size_t next = at;
        if (!rune_is_space(rune_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

/*
 * Past one blank and a terminator: the next of ". . ." or "? ? ?". `at` when there is none, or when
 * it belongs to a word: "He left. ...and then".
 */
static size_t next_spaced_mark(struct view text, size_t at)
{
    size_t mark = at, end;
    if (!rune_is_space(rune_next(text, &mark)))
        return at;
    for (end = mark; end < text.bytes && end - mark < RUN_MAX_BYTES; end++)
        if (strchr(".!?", text.at[end]) == NULL || text.at[end] == '\0')
            break;
    return end == mark || rune_is_alnum(rune_at(text, end)) ? at : mark + 1;
}

/* Past "[12]", "[*]", "(3)" or a superscript number, else `at`. */
static size_t one_note_mark(struct view text, size_t at)
{
    size_t next = at;
    uint32_t rune = rune_next(text, &next);
    if (rune == 0xB9 || rune == 0xB2 || rune == 0xB3 || rune == 0x2070 ||
        (rune >= 0x2074 && rune <= 0x2079) || rune == 0x2020 || rune == 0x2021)
        return next;
    if (rune == '(') {
        size_t end = next;
        while (end < text.bytes && end - next < NOTE_MARK_MAX_DIGITS &&
               rune_is_digit((unsigned char)text.at[end]))
            end++;
        return end > next && rune_at(text, end) == ')' ? end + 1 : at;
    }
    if (rune != '[' && rune != '{')
        return at;
    bool digits = false;
    int letters = 0;
    for (size_t i = next; i < text.bytes && i - at < NOTE_MARK_MAX_BYTES; i++) {
        char c = text.at[i];
        if (c == (rune == '[' ? ']' : '}'))
            return digits ? i + 1 : at;
        digits = digits || (c >= '0' && c <= '9') || c == '*' || (unsigned char)c >= 0x80;
        if (strchr("0123456789 ,-*", c) == NULL && (unsigned char)c < 0x80)
            letters++;
        if (letters > 1 || c == '.')
            return at;
    }
    return at;
}

/* Past all note marks, including those after a blank. */
static size_t skip_note_marks(struct view text, size_t at)
{
    for (;;) {
        size_t mark = one_note_mark(text, at);
        if (mark == at && rune_at(text, at) == ' ' && rune_at(text, at + 1) == '[')
            mark = one_note_mark(text, at + 1);
        if (mark == at || mark == at + 1)
            return mark == at + 1 && rune_at(text, at) == ' ' ? at : mark;
        at = mark;
    }
}

/* Past the number of a note that is not raised ("thinking).10 This"), else `at`. */
static size_t skip_bare_number(struct view text, size_t dot, size_t at)
{
    uint32_t before = rune_ending(text, dot);
    size_t digits = 0;
    if (rune_is_digit(before) || (!rune_is_letter(before) && before != ')' && before != '"'))
        return at;
    while (rune_is_digit(rune_at(text, at + digits)) && digits <= NOTE_MARK_MAX_DIGITS)
        digits++;
    bool blank = rune_is_space(rune_at(text, at + digits));
    return digits > 0 && digits <= NOTE_MARK_MAX_DIGITS && blank ? at + digits : at;
}

/*
 * A quotation mark directly after other marks closes, unless a letter follows. Chinese has no
 * blanks to show this, but always distinguishes opening and closing marks.
 */
static bool quote_closes(struct view text, uint32_t quote, size_t after, bool full)
{
    uint32_t rune = rune_at(text, after);
    if (full && (quote == 0x201D || quote == 0x2019))
        return true;
    return after >= text.bytes || !(rune_is_alnum(rune) || rune == 0xA1 || rune == 0xBF);
}

/* Past a closing mark that has a blank before it ("Oui ! »", "‘Go!’ ”"), else `at`. */
static size_t spaced_closer(struct view text, size_t at, bool quote_open)
{
    size_t quote = mark_skip_blanks(text, at), after = quote;
    if (quote == at || quote - at > 4)
        return at;
    uint32_t rune = rune_next(text, &after);
    bool closing = rune == 0xBB || rune == 0x203A || rune == 0x201D || rune == 0x2019;
    if (!closing && !(rune == '"' && quote_open))
        return at;
    uint32_t next = rune_at(text, after);
    return after >= text.bytes || rune_is_space(next) || next == ',' || next == '.' ? after : at;
}

static bool is_question(uint32_t rune)
{
    return rune == 0xFF01 || rune == 0xFF1F || rune == 0x61F || rune == 0x1367;
}

/* Reads one terminator or closing mark, which moves *at. False when there is none. */
static bool read_mark(const struct sentence_rules *rules, struct view text, size_t *at,
                      bool *quote_open, struct end_mark *mark)
{
    size_t next = *at;
    uint32_t rune = rune_next(text, &next);
    enum mark_class class = next > *at ? mark_class(rules, rune) : MARK_OTHER;
    if (class == MARK_SPACE) {
        bool begun = mark->dots > 0 || mark->strong || mark->ellipsis;
        size_t after = begun ? next_spaced_mark(text, *at) : *at;
        bool closes = after == *at;
        next = closes ? spaced_closer(text, *at, *quote_open) : after;
        rune = rune_ending(text, next);
        class = closes ? MARK_QUOTE : mark_class(rules, rune);
    } else if (class == MARK_QUOTE || class == MARK_EMPHASIS) {
        if (!quote_closes(text, rune, next, mark->full))
            return false;
    } else if (class == MARK_OTHER || class >= MARK_DASH || class == MARK_OPEN) {
        return false;
    }
    if (next == *at)
        return false;
    if (rune == '"')
        *quote_open = !*quote_open;
    bool corner = rune == 0x300D || rune == 0x300F || rune == 0xFF63; /* quotation in Japanese */
    mark->dots += class == MARK_DOT;
    mark->strong = mark->strong || class == MARK_STRONG || is_question(rune);
    mark->full = mark->full || class == MARK_FULL;
    mark->ellipsis = mark->ellipsis || class == MARK_ELLIPSIS;
    mark->quoted = mark->quoted || class == MARK_QUOTE || corner;
    mark->bracketed = mark->bracketed || (class == MARK_CLOSE && !corner);
    *at = next;
    if (class >= MARK_DOT && class <= MARK_FULL)
        mark->last = next;
    return true;
}

void end_mark_read(const struct sentence_rules *rules, struct view text, size_t at,
                   bool *quote_open, struct end_mark *mark)
{
    *mark = (struct end_mark){.start = at};
    while (read_mark(rules, text, &at, quote_open, mark))
        ;
    mark->ellipsis = mark->ellipsis || mark->dots > 1;
    at = skip_note_marks(text, at);
    if (mark->dots == 1 && !mark->quoted)
        at = skip_bare_number(text, mark->start, at);
    mark->end = at;
    mark->next = mark_skip_blanks(text, at);
    mark->spaced = mark->next > mark->end || mark->next >= text.bytes;
}
