/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "speech/guard.h"

/* Invisible characters: eSpeak NG splits words at them or names them. */
static bool is_invisible(uint32_t rune)
{
    return rune == 0xAD || rune == 0xFEFF || (rune >= 0x200B && rune <= 0x200F) ||
           (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2060 && rune <= 0x2069) ||
           rune == RUNE_BAD || rune == 0x61C;
}

static bool is_control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
}

static bool is_quote(uint32_t rune)
{
    return rune == '"' || rune == '\'' || rune == '`' || rune == 0xAB || rune == 0xBB ||
           (rune >= 0x2018 && rune <= 0x201F) || rune == 0x2039 || rune == 0x203A ||
           (rune >= 0x300C && rune <= 0x300F);
}

static bool is_dash(uint32_t rune)
{
    return rune == '-' || rune == '_' || (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212;
}

/* At the ends of a piece, eSpeak NG reads these as a pause or by name. We make our own pauses. An
 * apostrophe may come first: see edge_start. */
static bool is_edge(uint32_t rune)
{
    return is_quote(rune) || is_dash(rune) || rune_is_space(rune) || rune == '(' || rune == ')' ||
           rune == '[' || rune == ']' || rune == '{' || rune == '}' || rune == '*' ||
           rune == 0x2026 || rune == '|' || rune == '~' || is_control(rune) || is_invisible(rune);
}

static bool is_final_mark(uint32_t rune)
{
    return rune == '.' || rune == '?' || rune == '!' || rune == ',' || rune == ';' || rune == ':';
}

/* What a piece holds so far. */
struct load {
    size_t words, digits, dots;
};

/* Offset of the last good place to cut in `v`: the blank after a sentence mark, else after a clause
 * mark, else any. Chosen: a mark in the first quarter would make too short a piece. */
static size_t best_cut(struct view v)
{
    size_t sentence = 0, clause = 0, blank = 0;
    for (size_t i = 0; i < v.bytes; i++) {
        if (view_starts(view_part(v, i, v.bytes), "[[") && view_find(v, "]]", i) < v.bytes)
            i = view_find(v, "]]", i) + 2;
        if (i == 0 || i >= v.bytes || v.at[i] != ' ')
            continue;
        char before = v.at[i - 1];
        blank = i;
        if (before == '.' || before == '?' || before == '!')
            sentence = i;
        else if (before == ',' || before == ';' || before == ':')
            clause = i;
    }
    if (sentence > v.bytes / 4)
        return sentence;
    if (clause > v.bytes / 4)
        return clause;
    return blank > 0 ? blank : v.bytes;
}

static void load_add(struct load *load, uint32_t rune)
{
    load->words += rune_is_space(rune);
    load->digits += rune_is_digit(rune);
    load->dots += rune == '.';
}

/* Whether a piece of `bytes` bytes is too long, counting the most blanks that copying may add. */
static bool is_full(const struct load *load, size_t bytes)
{
    size_t blanks = load->digits + bytes / (GUARD_TOKEN_BYTES - 3);
    return bytes + blanks + 1 > GUARD_PIECE_BYTES || load->words + blanks >= GUARD_PIECE_WORDS ||
           load->digits > GUARD_PIECE_DIGITS || load->dots > GUARD_PIECE_DOTS;
}

/* How much of `rest` goes into one piece. Never cuts inside [[phonemes]] unless they alone are too
 * long. */
static size_t piece_bytes(struct view rest)
{
    struct load load = {0};
    size_t at = 0, outside = 0;
    bool phonemes = false;
    while (at < rest.bytes) {
        size_t next = at;
        load_add(&load, rune_next(rest, &next));
        if (is_full(&load, next))
            break;
        if (view_starts(view_part(rest, at, rest.bytes), "[["))
            phonemes = true;
        at = next;
        if (view_ends(view_part(rest, 0, at), "]]"))
            phonemes = false;
        if (!phonemes)
            outside = at;
    }
    if (at == rest.bytes)
        return at;
    size_t cut = best_cut(view_part(rest, 0, outside > 0 ? outside : at));
    return cut > 0 ? cut : at;
}

/* State of copying: what becomes of a character depends on those before it. */
struct copier {
    struct text *out;
    uint32_t last; /* last character written; 0 at the start */
    uint32_t before_last;
    size_t token_bytes; /* since the last blank */
    size_t repeats;     /* of `last` */
    bool spell_digits;  /* inside a run of digits that is too long */
};

static void put_rune(struct copier *copier, uint32_t rune)
{
    copier->repeats = rune == copier->last ? copier->repeats + 1 : 0;
    copier->before_last = copier->last;
    copier->last = rune;
    size_t before = copier->out->bytes;
    text_add_rune(copier->out, rune);
    copier->token_bytes = rune == ' ' ? 0 : copier->token_bytes + copier->out->bytes - before;
}

static void put_blank(struct copier *copier)
{
    if (copier->last != 0 && copier->last != ' ')
        put_rune(copier, ' ');
}

static size_t digit_run(struct view v, size_t at)
{
    size_t count = 0;
    while (at < v.bytes) {
        uint32_t rune = rune_next(v, &at);
        if (rune >= '0' && rune <= '9')
            count++;
        else if (!is_invisible(rune))
            break;
    }
    return count;
}

static void copy_rune(struct copier *copier, struct view v, size_t at, uint32_t rune)
{
    bool digit = rune >= '0' && rune <= '9';
    char bytes[4];
    if (is_invisible(rune))
        return;
    if (rune_is_space(rune) || is_control(rune)) {
        put_blank(copier);
        return;
    }
    /* Chosen: "aaaaaa" and "..." at most; longer repetitions are cut. */
    if (rune == copier->last && copier->repeats >= (rune_is_alnum(rune) ? 5u : 2u) &&
        !rune_is_digit(rune))
        return;
    if (digit && !(copier->last >= '0' && copier->last <= '9'))
        copier->spell_digits = digit_run(v, at) > GUARD_DIGIT_RUN;
    if (copier->token_bytes + rune_encode(rune, bytes) > GUARD_TOKEN_BYTES ||
        (digit && copier->spell_digits) ||
        (digit && copier->last == '.' && rune_is_letter(copier->before_last)))
        put_blank(copier);
    put_rune(copier, rune);
}

/* Offset of the first character to be said. An apostrophe before a letter ('tis) is. */
static size_t edge_start(struct view v)
{
    size_t at = 0, next = 0;
    if (view_starts(v, "[["))
        return 0;
    while (at < v.bytes) {
        uint32_t rune = rune_next(v, &next);
        bool apostrophe = (rune == '\'' || rune == 0x2019) && rune_is_letter(rune_at(v, next));
        if ((!is_edge(rune) && !is_final_mark(rune)) || apostrophe ||
            view_starts(view_part(v, at, v.bytes), "[["))
            break;
        at = next;
    }
    return at;
}

/* End of what is to be said; *mark becomes the strongest final mark after it, 0 when there is none.
 */
static size_t edge_end(struct view v, char *mark)
{
    size_t at = v.bytes;
    *mark = '\0';
    while (at > 0) {
        size_t before = at;
        uint32_t rune = rune_before(v, &before);
        if (view_ends(view_part(v, 0, at), "]]") || (!is_edge(rune) && !is_final_mark(rune)))
            break;
        if (rune == '?' || (rune == '!' && *mark != '?') ||
            (is_final_mark(rune) && *mark != '?' && *mark != '!'))
            *mark = (char)rune;
        else if (rune == 0x2026 && *mark == '\0')
            *mark = ';';
        else if ((is_dash(rune) && rune != '_') && *mark == '\0')
            *mark = ',';
        at = before;
    }
    return at;
}

static bool has_sound(struct view v)
{
    for (size_t at = 0; at < v.bytes;)
        if (rune_is_alnum(rune_next(v, &at)))
            return true;
    return false;
}

bool guard_next_piece(struct view *rest, bool more, struct text *piece)
{
    while (rest->bytes > 0) {
        size_t bytes = piece_bytes(*rest);
        struct view raw = view_part(*rest, 0, bytes);
        *rest = view_part(*rest, bytes, rest->bytes);
        char mark;
        raw = view_part(raw, edge_start(raw), raw.bytes);
        raw = view_part(raw, 0, edge_end(raw, &mark));
        text_clear(piece);
        if (!has_sound(raw))
            continue;
        struct copier copier = {.out = piece};
        for (size_t at = 0; at < raw.bytes;) {
            size_t start = at;
            uint32_t rune = rune_next(raw, &at);
            copy_rune(&copier, raw, start, rune);
        }
        if (copier.last == ' ')
            text_cut(piece, piece->bytes - 1);
        if (mark == '\0')
            mark = more || rest->bytes > 0 ? ',' : '.';
        text_add_char(piece, mark);
        return true;
    }
    return false;
}

void guard_simplify(struct view spoken, struct text *simple)
{
    bool blank = true;
    for (size_t at = 0; at < spoken.bytes;) {
        uint32_t rune = rune_next(spoken, &at);
        bool mark = rune == '.' || rune == ',' || rune == '?' || rune == '!';
        uint32_t next = rune_at(spoken, at);
        if (mark && (rune_is_alnum(next) || is_final_mark(next)))
            mark = false; /* a dot inside a word, or not the last of several marks */
        if (rune_is_letter(rune) || mark) {
            text_add_rune(simple, rune);
            blank = false;
            continue;
        }
        if (!blank)
            text_add_char(simple, ' ');
        blank = true;
        if (!rune_is_digit(rune))
            continue;
        text_add_rune(simple, rune);
        text_add_char(simple, ' ');
    }
}
