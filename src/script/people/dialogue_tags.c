/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/people/dialogue_tags.h"

#include "base/mem.h"
#include "book/book.h"
#include "script/people/clauses.h"
#include "script/quotes/quotes.h"
#include "script/vocabulary/gender.h"
#include "script/vocabulary/vocabulary.h"

struct tag_finder {
    const struct book *book;
    const struct quotes *quotes;
    const struct tokens *tokens;
    struct people *people;
    struct clauses clauses;
};

/*
 * How many tokens are looked at. Chosen to cover all but very long sentences, and to keep the time
 * linear: in an announcing sentence, in any other, in a clause before the quotation without a
 * comma; from "according to" to the name, in a signature, back to a subject that a verb without one
 * continues. Measured for the last three: half and twice as many change none of the scores, to a
 * tenth of a per cent, of 14,183 quotations in novels and 883 in excerpts.
 */
enum { ANNOUNCEMENT_MAX_TOKENS = 150, SENTENCE_MAX_TOKENS = 40, CLAUSE_TOKENS = 5 };
enum { SOURCE_TOKENS = 6, SIGNATURE_TOKENS = 25, DROPPED_TOKENS = 60 };

/* "put in Anna": a verb that, with the little word after it, is one of speaking. */
static bool is_speaking_phrase(const struct tag_finder *f, size_t i, size_t end)
{
    return i + 2 < end && clause_class(&f->clauses, i, WORD_OTHER_VERB) &&
           !clause_speaking(&f->clauses, i + 1) &&
           clause_class(&f->clauses, i + 1, WORD_SKIP | WORD_PLACE) &&
           f->tokens->items[i + 1].gap == 0;
}

/* Can token i be any verb: "quavered Anna", "smiled Anna"? */
static bool is_any_verb(const struct tag_finder *f, size_t i)
{
    return (f->tokens->items[i].flags & TOKEN_CAPITAL) == 0 &&
           clause_class(&f->clauses, i, WORD_TOLD | WORD_OTHER_VERB) &&
           !clause_class(&f->clauses, i,
                         WORD_NOT_NAME | WORD_PREPOSITION | WORD_CONJUNCTION | WORD_OBJECT);
}

/* Does the quotation not end with a full stop, so that its sentence continues after it? */
static bool quote_goes_on(const struct book *book, const struct quote *quote)
{
    size_t at = quote->end;
    struct view text = {book->text, book->text_bytes};
    rune_before(text, &at);
    uint32_t last = rune_ending(text, at);
    return last != '.' && last != 0x2026;
}

static struct dialogue_tag make_tag(const struct tag_finder *f, enum dialogue_tag_form form,
                                    const struct mention *mention)
{
    return (struct dialogue_tag){form, (uint32_t)(mention - f->people->mentions)};
}

/* Where the sentence from token i on ends: the next stop or quotation. */
static size_t sentence_end(const struct tag_finder *f, size_t i)
{
    size_t limit = i + SENTENCE_MAX_TOKENS, k = i + 1;
    while (k < f->tokens->count && k < limit &&
           (f->tokens->items[k].gap & (GAP_STOP | GAP_QUOTE | GAP_BLOCK)) == 0)
        k++;
    return k < f->tokens->count ? k : f->tokens->count;
}

static bool is_source(const struct tag_finder *f, size_t i)
{
    uint64_t classes = f->clauses.vocabulary->words[f->tokens->items[i].word].classes;
    return (classes & WORD_SOURCE) != 0;
}

/* Anna in the sentence "According to Anna, the bridge “...”" that begins at token `start`; or NULL.
 */
static const struct mention *source_in(const struct tag_finder *f, size_t start, size_t i)
{
    size_t k = start;
    while (k < i && !is_source(f, k))
        k++;
    for (size_t limit = k + SOURCE_TOKENS;
         ++k < i && k < limit && !clause_speaking(&f->clauses, k);) {
        const struct mention *mention = clause_subject_at(&f->clauses, k);
        if (mention != NULL && mention->kind <= MENTION_DESCRIPTION)
            return mention;
    }
    return NULL;
}

/* The subject of a verb of speaking after the quotation, from token k on; or NULL. */
static const struct mention *said_by(const struct tag_finder *f, size_t k, size_t end, bool goes_on)
{
    const struct clauses *c = &f->clauses;
    const struct mention *mention = NULL;
    if (k >= end)
        return NULL;
    if (clause_speaking(c, k) || (goes_on && is_speaking_phrase(f, k, end))) {
        size_t verb = clause_speaking(c, k), after = k + (verb > 0 ? verb : 2);
        mention = clause_subject_after(c, after, end);
        if (mention == NULL) /* exclaimed the voice of Anna */
            mention = clause_utterance_at(c, clause_skip(c, after, end), end);
    }
    if (mention == NULL && goes_on && k + 1 < end && is_any_verb(f, k)) {
        mention = clause_subject_at(c, k + 1);
        mention = mention != NULL && mention->kind <= MENTION_DESCRIPTION ? mention : NULL;
    }
    if (mention == NULL && clause_class(c, k, WORD_OTHER_VERB)) /* was her answer */
        mention = clause_utterance_at(c, k + 1, end);
    return mention != NULL || !goes_on ? mention : clause_utterance_at(c, k, end);
}

/* In "he heard Anna say" the speaker is Anna. */
static const struct mention *nearer_subject(const struct tag_finder *f,
                                            const struct mention *mention, size_t verb)
{
    const struct mention *nearer = clause_subject_before(&f->clauses, mention->end, verb);
    return nearer != NULL && (nearer->kind != MENTION_PRONOUN || nearer->gender != GENDER_UNKNOWN)
               ? nearer
               : mention;
}

/* The name below a quotation or on its last line: — Anna Snow, a driver; or NULL. */
static const struct mention *signature_at(const struct tag_finder *f, size_t i)
{
    if (i >= f->tokens->count || (f->tokens->items[i].gap & GAP_DASH) == 0)
        return NULL;
    const struct mention *mention = clause_subject_at(&f->clauses, i);
    if (mention == NULL || mention->kind != MENTION_NAME)
        return NULL;
    size_t end = mention->end, limit = i + SIGNATURE_TOKENS;
    if ((f->tokens->items[end].gap & ~(unsigned)GAP_POINT) == 0)
        return NULL;
    while (end < limit && (f->tokens->items[end].gap & (GAP_BLOCK | GAP_QUOTE)) == 0)
        end++;
    return (f->tokens->items[end].gap & GAP_BLOCK) != 0 ? mention : NULL;
}

/*
 * “...” —dijo—: the verb has no subject of its own. It is that of the narration before the
 * quotation that begins at token i, in its paragraph or in the one before it if that has no speech.
 * NULL: none.
 */
static const struct mention *dropped_subject(const struct tag_finder *f, size_t i)
{
    const struct mention *subject = NULL;
    bool left_block = false;
    for (size_t limit = DROPPED_TOKENS; i > 0 && limit > 0; limit--) {
        bool begins = (f->tokens->items[i].gap & GAP_BLOCK) != 0;
        if (begins && (left_block || subject != NULL))
            break;
        left_block |= begins;
        if (f->tokens->items[--i].quote != 0) {
            if (left_block)
                return NULL;
            continue;
        }
        uint32_t index = f->people->mention_of[i];
        const struct mention *mention = index == 0 ? NULL : &f->people->mentions[index - 1];
        if (subject == NULL && mention != NULL && mention->kind <= MENTION_PRONOUN &&
            (mention->flags & MENTION_SUBJECT) != 0)
            subject = mention;
    }
    return subject;
}

/* The tag after quotation q, whose first token is `quote_first`; i is the token after it. */
static struct dialogue_tag tag_after(const struct tag_finder *f, size_t q, size_t i,
                                     size_t quote_first)
{
    struct dialogue_tag none = {TAG_NONE, 0};
    const struct mention *signature = signature_at(f, i);
    if (signature != NULL && !quote_goes_on(f->book, &f->quotes->items[q]))
        return make_tag(f, TAG_SPEAKING, signature);
    if (i >= f->tokens->count || f->tokens->items[i].quote != 0 ||
        (f->tokens->items[i].gap & GAP_BLOCK) != 0)
        return none;
    size_t end = sentence_end(f, i), k = clause_skip(&f->clauses, i, end);
    bool goes_on = quote_goes_on(f->book, &f->quotes->items[q]);
    const struct mention *mention = is_source(f, i) ? source_in(f, i, end) : NULL;
    if (mention == NULL)
        mention = said_by(f, k, end, goes_on);
    if (mention != NULL)
        return make_tag(f, TAG_SPEAKING, mention);
    if (k < end)
        mention =
            goes_on ? clause_described_at(&f->clauses, k, end) : clause_subject_at(&f->clauses, k);
    if (mention != NULL) {
        size_t verb = clause_speaking_after(&f->clauses, mention->end, end);
        bool direct = verb == clause_skip(&f->clauses, mention->end, end);
        if (verb < end && (goes_on || direct))
            return make_tag(f, TAG_SPEAKING, nearer_subject(f, mention, verb));
        if (goes_on && mention->end < end && clause_class(&f->clauses, mention->end, WORD_WRITE))
            return make_tag(f, TAG_SPEAKING, mention);
        goes_on = goes_on && ((f->tokens->items[i].flags & TOKEN_CAPITAL) == 0 ||
                              mention->kind == MENTION_NAME);
        return make_tag(f, goes_on ? TAG_VERB : TAG_BEAT, mention);
    }
    if (f->clauses.vocabulary->drops_subject && goes_on && clause_speaking(&f->clauses, k) > 0 &&
        ((mention = clause_subject_at(&f->clauses, k)) != NULL ||
         (mention = dropped_subject(f, quote_first)) != NULL))
        return make_tag(f, TAG_SPEAKING, mention);
    mention = clause_first_subject(&f->clauses, i, end);
    return mention != NULL ? make_tag(f, TAG_BEAT, mention) : none;
}

/* The sentence of narration that ends before token i begins at *start. False: there is none. */
static bool sentence_before(const struct tag_finder *f, size_t i, size_t *start)
{
    size_t s = i, limit = SENTENCE_MAX_TOKENS;
    while (s > 0 && limit-- > 0 && f->tokens->items[s - 1].quote == 0) {
        s--;
        if ((f->tokens->items[s].gap & (GAP_STOP | GAP_QUOTE | GAP_BLOCK)) != 0)
            break;
    }
    *start = s;
    return s < i;
}

/* Is there a verb of speaking among the last CLAUSE_TOKENS before token i? */
static bool speaking_near(const struct tag_finder *f, size_t start, size_t i)
{
    for (size_t left = CLAUSE_TOKENS; i > start && left > 0; left--)
        if (clause_speaking(&f->clauses, --i))
            return true;
    return false;
}

/* The tag before the quotation that begins at token i. */
static struct dialogue_tag tag_before(const struct tag_finder *f, size_t i)
{
    size_t start;
    unsigned gap = f->tokens->items[i].gap;
    bool block_start = (gap & GAP_BLOCK) != 0;
    if (i == 0 || !sentence_before(f, i, &start))
        return (struct dialogue_tag){TAG_NONE, 0};
    bool introduces = (gap & GAP_STOP) == 0 && ((gap & (GAP_COMMA | GAP_COLON | GAP_DASH)) != 0 ||
                                                speaking_near(f, start, i));
    if (block_start) {
        const struct token *last = &f->tokens->items[i - 1];
        introduces = f->book->text[last->start + last->bytes] == ':' ||
                     f->book->text[last->start + last->bytes] == ',';
        if (!introduces)
            return (struct dialogue_tag){TAG_NONE, 0};
    }
    for (size_t v = i; introduces && v-- > start;) {
        if (!clause_speaking(&f->clauses, v))
            continue;
        const struct mention *mention = clause_subject_of(&f->clauses, start, v, i);
        if (mention != NULL)
            return make_tag(f, TAG_SPEAKING, mention);
    }
    for (size_t v = i; introduces && v-- > start;) {
        const struct mention *mention = clause_utterance_at(&f->clauses, v, i);
        if (mention != NULL)
            return make_tag(f, TAG_SPEAKING, mention);
    }
    size_t source = start;
    while (source < i &&
           (!is_source(f, source) || clause_class(&f->clauses, source, WORD_CONJUNCTION)))
        source++; /* "so" is a source only after a quotation */
    const struct mention *mention = source_in(f, source, i);
    if (mention != NULL)
        return make_tag(f, TAG_SPEAKING, mention);
    mention = clause_first_subject(&f->clauses, start, i);
    return mention != NULL ? make_tag(f, introduces ? TAG_VERB : TAG_BEAT, mention)
                           : (struct dialogue_tag){TAG_NONE, 0};
}

/* ---- announced speeches ---- */

/* How well a mention fits as the speaker of an announced speech. Chosen: the points only order the
 * mentions of one sentence. */
static int announced_score(const struct tag_finder *f, const struct mention *mention, size_t start)
{
    const struct name *name = &f->people->names[mention->name];
    size_t before = mention->first;
    int score = mention->kind == MENTION_NAME ? 2 : 1;
    if (mention->kind == MENTION_NAME)
        score += (name->title != 0 ? 3 : 0) + (name->word_count > 1 ? 2 : 0);
    if ((mention->flags & MENTION_SUBJECT) != 0)
        score += 2;
    if (before > start && clause_class(&f->clauses, before - 1, WORD_PLACE))
        score -= 3;
    if (before > start + 1 && clause_class(&f->clauses, before - 2, WORD_ANNOUNCING))
        score += 6; /* the speech of Anna */
    return score;
}

/* The first token of the sentence that ends before token i; quotations in it are ignored. */
static size_t announcement_start(const struct tag_finder *f, size_t i)
{
    size_t limit = ANNOUNCEMENT_MAX_TOKENS;
    for (i--; i > 0 && limit-- > 0; i--)
        if ((f->tokens->items[i].gap & GAP_BLOCK) != 0 ||
            ((f->tokens->items[i].gap & GAP_STOP) != 0 && f->tokens->items[i].quote == 0))
            break;
    return i;
}

/* Whose speech, beginning at token i, the sentence before it announces: "my contribution", "the
 * speech of Anna". */
static struct dialogue_tag tag_announced(const struct tag_finder *f, size_t i)
{
    struct dialogue_tag tag = {TAG_NONE, 0};
    int best = 0;
    if (i == 0)
        return tag;
    size_t start = announcement_start(f, i);
    for (size_t k = start; k < i; k++) {
        uint32_t index = f->people->mention_of[k];
        if (index == 0 || f->people->mentions[index - 1].first != k)
            continue;
        const struct mention *mention = &f->people->mentions[index - 1];
        if ((mention->flags & MENTION_QUOTED) != 0)
            continue;
        bool mine = (mention->flags & MENTION_FIRST) != 0 &&
                    (mention->kind == MENTION_PRONOUN ||
                     (k + 2 < i && (clause_class(&f->clauses, k + 1, WORD_ANNOUNCING) ||
                                    clause_class(&f->clauses, k + 2, WORD_ANNOUNCING))));
        int score = mine ? 4 : mention->name == NO_NAME ? 0 : announced_score(f, mention, start);
        if (score > best) {
            best = score;
            tag = make_tag(f, TAG_SPEAKING, mention);
        }
    }
    return tag;
}

/* Is there a verb of thinking close to the subject of the tag? */
static bool tag_thinks(const struct tag_finder *f, struct dialogue_tag tag)
{
    if (tag.form != TAG_SPEAKING)
        return false;
    const struct mention *mention = &f->people->mentions[tag.mention];
    size_t from = mention->first > CLAUSE_SKIP_TOKENS ? mention->first - CLAUSE_SKIP_TOKENS : 0;
    for (size_t i = from; i < mention->end + CLAUSE_SKIP_TOKENS && i < f->tokens->count; i++)
        if (f->tokens->items[i].quote == 0 && clause_class(&f->clauses, i, WORD_THINK))
            return true;
    return false;
}

static void count_tag(struct people *people, struct dialogue_tag tag)
{
    if (tag.form == TAG_SPEAKING && people->mentions[tag.mention].name != NO_NAME)
        people->names[people->mentions[tag.mention].name].tags++;
}

struct quote_context *dialogue_tags_find(const struct book *book, const struct quotes *quotes,
                                         const struct tokens *tokens,
                                         const struct vocabulary *vocabulary, struct people *people)
{
    struct tag_finder f = {book, quotes, tokens, people, {tokens, vocabulary, people}};
    struct quote_context *contexts = mem_zero(quotes->count, sizeof *contexts);
    size_t i = 0;
    for (size_t q = 0; q < quotes->count; q++) {
        while (i < tokens->count && tokens->items[i].start < quotes->items[q].start)
            i++;
        contexts[q].first = i;
        while (i < tokens->count && tokens->items[i].start < quotes->items[q].end)
            i++;
        contexts[q].end = i;
        if (contexts[q].first == i)
            continue;
        if ((quotes->items[q].flags & QUOTE_BLOCK) == 0) {
            contexts[q].after = tag_after(&f, q, i, contexts[q].first);
            contexts[q].before = tag_before(&f, contexts[q].first);
        } else if ((quotes->items[q].flags & QUOTE_CONTINUES) == 0) {
            contexts[q].before = tag_announced(&f, contexts[q].first);
        }
        contexts[q].thinks =
            tag_thinks(&f, contexts[q].after) || tag_thinks(&f, contexts[q].before);
        count_tag(people, contexts[q].after);
        if (contexts[q].after.form != TAG_SPEAKING ||
            contexts[q].after.mention != contexts[q].before.mention)
            count_tag(people, contexts[q].before);
    }
    return contexts;
}
