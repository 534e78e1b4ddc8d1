/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/sentences/sentence.h"

#include "base/spill.h"
#include "script/sentences/boundary_words.h"
#include "script/sentences/ends.h"
#include "script/sentences/list.h"
#include "script/sentences/marks.h"

#include <string.h>

enum {
    ASIDE_MAX_BYTES = 400,       /* a bracket inside a sentence that has sentences in it; chosen */
    PLAIN_MAX_BYTES = 16 * 1024, /* between two calls of spill_touched; chosen */
};

struct splitter {
    struct sentence_position position;
    size_t aside_end;  /* inside a bracket within a sentence: where it closes */
    size_t closing[2]; /* the next ) and ] after the last search; text.bytes when there is none */
    size_t no_title_until;   /* a title has no closing mark before it */
    bool quote_open;         /* a straight double quotation mark */
    struct list_marker list; /* the last one read, when a list has begun */
    struct offsets *ends;
};

void offsets_add(struct offsets *offsets, size_t at)
{
    offsets->at = spill_grow(offsets->at, offsets->count, &offsets->capacity, sizeof *offsets->at);
    offsets->at[offsets->count++] = at;
}

/* A marker at the start of a sentence begins a list when it has the first number. */
static void begin_list(struct splitter *s)
{
    struct view text = s->position.text;
    size_t at = s->position.sentence, next = at;
    while (next < text.bytes &&
           mark_class(s->position.rules, rune_next(text, &next)) == MARK_BULLET)
        at = next = mark_skip_blanks(text, next);
    struct list_marker marker = list_marker_at(text, at);
    if (list_is_first(&marker))
        s->list = marker;
}

/* The sentence ends at `end`, the next begins at `next`. */
static void end_sentence(struct splitter *s, size_t end, size_t next)
{
    offsets_add(s->ends, end);
    s->position.sentence = next;
    begin_list(s);
}

/* A title in Chinese or Japanese brackets may have terminators in it. */
static void enter_title(struct splitter *s, size_t at)
{
    if (at < s->aside_end || at < s->no_title_until)
        return;
    struct view ahead = view_part(s->position.text, at, at + ASIDE_MAX_BYTES);
    size_t end = view_find(ahead, "\u300B", 0);
    if (end < ahead.bytes)
        s->aside_end = at + end;
    else
        s->no_title_until = at + ahead.bytes;
}

/* A bracket within a sentence: what ends in it does not end the sentence. */
static void enter_bracket(struct splitter *s, size_t at)
{
    struct view text = s->position.text;
    if (rune_at(text, at) == 0x300A)
        enter_title(s, at);
    if (text.at[at] != '(' && text.at[at] != '[')
        return;
    /* The next closing bracket. All calls together look at each byte once. */
    int which = text.at[at] == '(' ? 0 : 1;
    if (s->closing[which] < at) {
        const char *found = memchr(text.at + at, which == 0 ? ')' : ']', text.bytes - at);
        s->closing[which] = found == NULL ? text.bytes : (size_t)(found - text.at);
    }
    size_t end = s->closing[which];
    struct opening first;
    opening_read(s->position.rules, text, s->position.sentence, &first);
    bool whole = first.word.bytes == 0 || first.word.at >= text.at + at;
    if (!whole && end < text.bytes && end - at <= ASIDE_MAX_BYTES && end > s->aside_end)
        s->aside_end = end;
}

static size_t at_terminator(struct splitter *s, size_t at)
{
    struct end_mark mark;
    end_mark_read(s->position.rules, s->position.text, at, &s->quote_open, &mark);
    mark.aside = mark.last <= s->aside_end;
    bool inside = mark.aside && !(mark.bracketed && mark.end > s->aside_end);
    if (!inside && at > s->position.sentence && sentence_ends_at(&s->position, &mark))
        end_sentence(s, mark.end, mark.next);
    return mark.end;
}

/* A quotation mark after a dash: "I only thought--" "You never think!" */
static size_t at_quote(struct splitter *s, size_t at)
{
    struct view text = s->position.text;
    size_t after = at;
    uint32_t quote = rune_next(text, &after);
    if (quote == '"')
        s->quote_open = !s->quote_open;
    if (at == s->position.sentence ||
        mark_class(s->position.rules, rune_ending(text, at)) != MARK_DASH)
        return after;
    struct end_mark mark = {.start = at, .last = at, .end = after, .dash = true, .quoted = true};
    mark.next = mark_skip_blanks(text, after);
    mark.spaced = mark.next > after;
    if (mark.spaced && sentence_ends_at(&s->position, &mark))
        end_sentence(s, mark.end, mark.next);
    return after;
}

/* A list goes on at `at`: the sentence before it ends even without a mark. */
static void at_list(struct splitter *s, size_t at)
{
    size_t end = at, bullet = s->position.sentence;
    bool item = mark_class(s->position.rules, rune_next(s->position.text, &bullet)) == MARK_BULLET;
    if (item && mark_skip_blanks(s->position.text, bullet) >= at)
        return; /* "• 2.": the number after the bullet */
    while (end > s->position.sentence && rune_is_space(rune_ending(s->position.text, end)))
        rune_before(s->position.text, &end);
    if (end > s->position.sentence)
        end_sentence(s, end, at);
}

/* Past ASCII letters, digits, blanks and commas, which are most of a book and end nothing; not too
 * many at a time. */
static size_t skip_plain(struct view text, size_t at)
{
    size_t end = at + PLAIN_MAX_BYTES < text.bytes ? at + PLAIN_MAX_BYTES : text.bytes;
    while (at < end) {
        unsigned char c = (unsigned char)text.at[at];
        if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && c != ' ' && c != ',' &&
            !(c >= '0' && c <= '9'))
            break;
        at++;
    }
    return at;
}

/* Handles one character, or the marks that begin with it. Returns where to go on. */
static size_t step(struct splitter *s, size_t at)
{
    struct view text = s->position.text;
    size_t next = at;
    if (s->list.value > 0 && at > s->position.sentence &&
        rune_is_space((unsigned char)text.at[at - 1]) && list_goes_on(text, at, &s->list))
        at_list(s, at);
    switch (mark_class(s->position.rules, rune_next(text, &next))) {
    case MARK_DOT:
    case MARK_STRONG:
    case MARK_ELLIPSIS:
    case MARK_FULL:
        return at_terminator(s, at);
    case MARK_QUOTE:
        return at_quote(s, at);
    case MARK_OPEN:
        enter_bracket(s, at);
        return next;
    case MARK_BULLET:
        at_list(s, at);
        return next;
    default:
        return next;
    }
}

void sentence_split(const struct sentence_rules *rules, struct view text, struct offsets *ends)
{
    size_t end = text.bytes, start = mark_skip_blanks(text, 0);
    while (end > start && rune_is_space(rune_ending(text, end)))
        rune_before(text, &end);
    text.bytes = end;
    if (start == end || list_of_lines(view_part(text, start, end), start, ends))
        return;
    struct splitter s = {
        .position = {.rules = rules, .text = text, .first = start, .sentence = start},
        .ends = ends};
    begin_list(&s);
    for (size_t at = start; at < end;) {
        size_t plain = s.list.value == 0 ? skip_plain(text, at) : at;
        spill_touched(plain - at);
        at = plain > at ? plain : step(&s, at);
    }
    if (s.position.sentence < end)
        offsets_add(ends, end);
}
