#include "script/sentence.h"

#include "base/mem.h"
#include "script/sentence_marks.h"
#include "script/sentence_rules.h"
#include "script/sentence_words.h"

#include <string.h>

enum {
    ASIDE_MAX_BYTES = 400,    /* a bracket inside a sentence that holds sentences of its own */
    ADVERBIAL_MAX_BYTES = 48, /* "On Monday morning at 6 a.m." */
};

struct splitter {
    const struct sentence_rules *rules;
    struct view text;
    size_t sentence;   /* where the current sentence begins */
    size_t aside_end;  /* inside of a bracket within a sentence: its closing one */
    size_t closing[2]; /* the next ) and ] at or after where we were last; bytes when none */
    bool quote_open;
};

/* Whether the only thing in the sentence so far is `word`, quotation marks aside. */
static bool begins_sentence(const struct splitter *s, struct view word) {
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return first.word.at != NULL && word.at <= first.word.at;
}

static bool is_starter(const struct splitter *s, const struct opening *next) {
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    if (!rune_is_upper(next->rune) || !sentence_knows(s->rules, SECTION_STARTERS, next->word))
        return false;
    bool initial = next->word.bytes == 1 && rune_at(s->text, end) == '.';
    return !initial;
}

static bool is_title(const struct splitter *s, const struct opening *next) {
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return next->word.bytes > 0 && rune_at(s->text, end) == '.' &&
           sentence_abbreviation(s->rules, next->word) == ABBREVIATION_TITLE;
}

/* "At 5 a.m.": the sentence begins with a word of time or place and is short. */
static bool is_adverbial(const struct splitter *s, size_t end) {
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    return end - s->sentence <= ADVERBIAL_MAX_BYTES &&
           sentence_knows(s->rules, SECTION_OPENERS, first.word);
}

static struct view word_before(const struct splitter *s, struct view word) {
    size_t end = (size_t)(word.at - s->text.at);
    while (end > s->sentence && rune_is_space(rune_ending(s->text, end)))
        rune_before(s->text, &end);
    return end > s->sentence ? word_ending(s->text, end) : (struct view){word.at, 0};
}

static bool ends_after_abbreviation(const struct splitter *s, enum abbreviation kind,
                                    struct view word, const struct opening *next) {
    bool starter = is_starter(s, next);
    bool digit = rune_is_digit(next->rune);
    switch (kind) {
    case ABBREVIATION_NUMBER:
        return !digit && !word_is_roman(next->word) && next->word.bytes > 1;
    case ABBREVIATION_UNIT:
        return !digit || !rune_is_digit(rune_at(word_before(s, word), 0));
    case ABBREVIATION_TIME:
        return starter || !is_adverbial(s, (size_t)(word.at - s->text.at));
    case ABBREVIATION_AFTER:
        return starter || is_title(s, next);
    case ABBREVIATION_END:
        return !digit;
    case ABBREVIATION_NEVER:
        return false;
    default:
        return starter;
    }
}

/* The part after the last hyphen or apostrophe: "l'Ing" is an Ing. */
static struct view last_part(struct view word) {
    for (size_t at = word.bytes; at > 0;) {
        size_t end = at;
        uint32_t rune = rune_before(word, &at);
        if (rune == '-' || rune == '\'' || rune == 0x2019)
            return view_part(word, end, word.bytes);
    }
    return word;
}

static bool has_dot(struct view word) {
    return memchr(word.at, '.', word.bytes) != NULL;
}

static bool is_one_letter(struct view word) {
    size_t at = 0;
    return word.bytes > 0 && rune_is_letter(rune_next(word, &at)) && at == word.bytes;
}

/* "a. m.", "z. B.": one letter and, before it, others, written without blanks into `joined`. */
static enum abbreviation spaced_abbreviation(const struct splitter *s, struct view word,
                                             struct view *first) {
    char joined[32];
    size_t room = sizeof joined, used = 0;
    struct view parts[4] = {word};
    int count = 1;
    while (count < 4) {
        struct view before = word_before(s, parts[count - 1]);
        if (!is_one_letter(before) || before.at[before.bytes] != '.')
            break;
        parts[count++] = before;
    }
    if (count == 1)
        return ABBREVIATION_NONE;
    *first = parts[count - 1];
    for (int i = count - 1; i >= 0; i--) {
        if (used + parts[i].bytes + 1 > room)
            return ABBREVIATION_NONE;
        memcpy(joined + used, parts[i].at, parts[i].bytes);
        used += parts[i].bytes;
        joined[used++] = '.';
    }
    return sentence_abbreviation(s->rules, (struct view){joined, used - 1});
}

/* One letter and a dot: an initial, unless it is a word ("you and I.") or a starter follows. */
static bool ends_after_letter(const struct splitter *s, struct view word,
                              const struct opening *next) {
    struct view first = word;
    enum abbreviation kind = spaced_abbreviation(s, word, &first);
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, first, next);
    if (begins_sentence(s, word))
        return false;
    if (sentence_knows(s->rules, SECTION_WORDS, word)) {
        struct view before = word_before(s, word);
        if (before.bytes > 0 && rune_is_lower(rune_at(before, 0)))
            return true;
    }
    return is_starter(s, next);
}

static bool ends_after_number(const struct splitter *s, struct view word,
                              const struct opening *next) {
    if (begins_sentence(s, word) || rune_is_digit(next->rune))
        return false;
    if (sentence_knows(s->rules, SECTION_MONTHS, next->word))
        return false;
    if (s->rules->ordinals && word.bytes <= 2)
        return is_starter(s, next);
    return true;
}

/* One dot that is no part of an ellipsis, before a capital, a digit or a letter without case. */
static bool ends_after_dot(const struct splitter *s, const struct mark *mark,
                           const struct opening *next) {
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0)
        return true;
    if (word_is_number(word))
        return ends_after_number(s, word, next);
    enum abbreviation kind = sentence_abbreviation(s->rules, word);
    if (kind == ABBREVIATION_NONE)
        kind = sentence_abbreviation(s->rules, last_part(word));
    if (kind != ABBREVIATION_NONE)
        return ends_after_abbreviation(s, kind, word, next);
    if (is_one_letter(last_part(word)) || has_dot(word))
        return ends_after_letter(s, word, next);
    if (word_is_roman(word))
        return !begins_sentence(s, word) && is_starter(s, next);
    return true;
}

/* "No! No! No!" is one outcry. */
static bool is_repeated(const struct splitter *s, const struct mark *mark,
                        const struct opening *next) {
    struct view word = word_ending(s->text, mark->start);
    if (word.bytes == 0 || !view_equal(word, next->word))
        return false;
    size_t end = (size_t)(next->word.at - s->text.at) + next->word.bytes;
    return rune_at(s->text, end) == rune_at(s->text, mark->start);
}

/* Whether the sentence ends at marks that white space, or nothing, follows. */
static bool ends(const struct splitter *s, const struct mark *mark) {
    struct opening next;
    if (mark->next >= s->text.bytes)
        return false; /* the end of the text is added by the caller */
    opening_read(s->rules, s->text, mark->next, &next);
    if (mark->full)
        return true;
    if (mark->quoted && next.quote)
        return true;
    if (rune_is_lower(next.rune))
        return word_is_camel(next.word) && !mark->ellipsis && !mark->quoted;
    if (mark->quoted && is_speech_tag(s->rules, s->text, mark->next))
        return false;
    if (mark->ellipsis || mark->dash)
        return !sentence_knows(s->rules, SECTION_WORDS, next.word) || mark->quoted;
    if (mark->strong)
        return !is_repeated(s, mark, &next);
    return ends_after_dot(s, mark, &next);
}

/* The next `closing` bracket; looks at each byte once in all calls together. */
static size_t next_closing(struct splitter *s, int which, size_t from) {
    if (s->closing[which] < from || s->closing[which] == 0) {
        const char *found = memchr(s->text.at + from, which == 0 ? ')' : ']', s->text.bytes - from);
        s->closing[which] = found == NULL ? s->text.bytes : (size_t)(found - s->text.at);
    }
    return s->closing[which];
}

static void enter_bracket(struct splitter *s, size_t at) {
    size_t end = next_closing(s, s->text.at[at] == '(' ? 0 : 1, at);
    struct opening first;
    opening_read(s->rules, s->text, s->sentence, &first);
    bool whole = first.word.at == NULL || first.word.at >= s->text.at + at;
    if (!whole && end < s->text.bytes && end - at <= ASIDE_MAX_BYTES && end > s->aside_end)
        s->aside_end = end;
}

static void add_end(struct offsets *ends_at, size_t end) {
    ends_at->at = mem_grow(ends_at->at, ends_at->count, &ends_at->capacity, sizeof *ends_at->at);
    ends_at->at[ends_at->count++] = end;
}

/* "Awesome.com": a dot and a small letter inside. */
static bool is_address(struct view word) {
    size_t dot = view_find(word, ".", 0);
    return rune_is_lower(rune_at(word, dot + 1));
}

/* "world.Today": a missing blank between a word and a capitalised one, not in an address. */
static bool is_glued(const struct splitter *s, const struct mark *mark) {
    size_t at = mark->end;
    uint32_t first = rune_next(s->text, &at);
    if (!rune_is_upper(first) || !rune_is_lower(rune_at(s->text, at)))
        return false;
    struct view word = word_ending(s->text, mark->start), next = word_at(s->text, mark->end);
    if (word.bytes == 0 || is_address(next) || is_one_letter(last_part(word)))
        return false;
    uint32_t before = rune_ending(s->text, (size_t)(word.at - s->text.at));
    uint32_t after = rune_at(s->text, mark->end + next.bytes);
    return before != '/' && before != '@' && before != ':' && after != '@' &&
           (rune_is_lower(rune_ending(word, word.bytes)) || word_is_number(word));
}

static size_t at_terminator(struct splitter *s, size_t at, struct offsets *ends_at) {
    struct mark mark;
    mark_read(s->rules, s->text, at, &s->quote_open, &mark);
    if (mark.end <= s->aside_end || at == s->sentence)
        return mark.end;
    if ((mark.spaced || mark.full || is_glued(s, &mark)) && ends(s, &mark)) {
        add_end(ends_at, mark.end);
        s->sentence = mark.next;
    }
    return mark.end;
}

/* A quotation mark after a dash: "I only thought--" "You never think!" */
static size_t at_quote(struct splitter *s, size_t at, struct offsets *ends_at) {
    size_t after = at;
    uint32_t quote = rune_next(s->text, &after);
    if (quote == '"')
        s->quote_open = !s->quote_open;
    if (at == s->sentence || mark_class(s->rules, rune_ending(s->text, at)) != MARK_DASH)
        return after;
    struct mark mark = {.start = at, .end = after, .dash = true, .quoted = true};
    mark.next = mark_skip_blanks(s->text, after);
    if (mark.next > after && ends(s, &mark)) {
        add_end(ends_at, mark.end);
        s->sentence = mark.next;
    }
    return after;
}

void sentence_split(const struct sentence_rules *rules, struct view text, struct offsets *ends_at) {
    size_t end = text.bytes;
    while (end > 0 && rune_is_space(rune_ending(text, end)))
        rune_before(text, &end);
    text.bytes = end;
    struct splitter s = {.rules = rules, .text = text, .sentence = mark_skip_blanks(text, 0)};
    for (size_t at = s.sentence; at < end;) {
        size_t next = at;
        switch (mark_class(rules, rune_next(text, &next))) {
        case MARK_DOT:
        case MARK_STRONG:
        case MARK_ELLIPSIS:
        case MARK_FULL:
            at = at_terminator(&s, at, ends_at);
            break;
        case MARK_QUOTE:
            at = at_quote(&s, at, ends_at);
            break;
        case MARK_OPEN:
            if (text.at[at] == '(' || text.at[at] == '[')
                enter_bracket(&s, at);
            at = next;
            break;
        default:
            at = next;
        }
    }
    if (s.sentence < end)
        add_end(ends_at, end);
}
