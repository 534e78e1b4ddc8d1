#include "script/names.h"

#include "base/mem.h"
#include "script/attribution.h"
#include "script/names_apposed.h"
#include "script/names_cast.h"

/* Words that neither are a noun nor stand before one. */
static const uint32_t NO_NOUN = WORD_NOT_NAME | WORD_SAY | WORD_PARTICLE | WORD_PREPOSITION |
                                WORD_CONJUNCTION | WORD_SKIP | WORD_OBJECT | WORD_OTHER_VERB;

enum { NAME_MIN_CAPITALS = 3, NAME_LOWER_SHARE = 10, NOUNS_BEFORE = 3 };
enum { LONE_TOKENS = 3 };    /* behind a verb, where its subject may be */
enum { ENDEARING_MAX = 16 }; /* "my dear old ..." before who is addressed: more is no speech */

struct collector {
    const struct tokens *tokens;
    const struct vocabulary *vocabulary;
    struct cast *cast;
};

static const struct word *word_at(const struct collector *c, size_t i)
{
    return &c->vocabulary->words[c->tokens->items[i].word];
}

static bool has_class(const struct collector *c, size_t i, uint64_t classes)
{
    return (word_at(c, i)->classes & classes) != 0;
}

/* Token i follows the one before it with nothing but a blank between them. */
static bool joined(const struct collector *c, size_t i)
{
    return i < c->tokens->count && (c->tokens->items[i].gap & ~(unsigned)GAP_POINT) == 0;
}

static bool is_capital(const struct collector *c, size_t i)
{
    return (c->tokens->items[i].flags & TOKEN_CAPITAL) != 0;
}

/* "put in": a verb of speaking together with the word behind it. */
static bool is_say_pair(const struct collector *c, size_t i)
{
    if (!has_class(c, i, WORD_PAIR) || i + 1 >= c->tokens->count ||
        c->tokens->items[i + 1].gap != 0)
        return false;
    uint32_t pair =
        vocabulary_pair(c->vocabulary, c->tokens->items[i].word, c->tokens->items[i + 1].word);
    return (c->vocabulary->words[pair].classes & WORD_SAY) != 0;
}

static bool is_say(const struct collector *c, size_t i)
{
    return !is_capital(c, i) && c->tokens->items[i].quote == 0 &&
           (has_class(c, i, WORD_SAY) || is_say_pair(c, i));
}

/* "said Small": a name, even if the book has the word in lower case more often. */
static bool is_said_by(const struct collector *c, size_t i)
{
    return i > 1 && c->tokens->items[i].gap == 0 && is_say(c, i - 1) &&
           (c->tokens->items[i - 1].gap & GAP_QUOTE) != 0 && !has_class(c, i, WORD_NOT_NAME);
}

/* “...,” Small said, “...,” Small went on: behind a comma a sentence does not begin. */
static bool goes_on_with_name(const struct collector *c, size_t i)
{
    const struct token *token = &c->tokens->items[i];
    return (token->gap & (GAP_QUOTE | GAP_COMMA | GAP_STOP | GAP_BLOCK)) ==
               (GAP_QUOTE | GAP_COMMA) &&
           token->quote == 0 && !c->vocabulary->capital_nouns &&
           !has_class(c, i, WORD_NOT_NAME | WORD_PREPOSITION | WORD_CONJUNCTION);
}

/* Inside a sentence a capital makes a name of "Small", though the book has many small things. */
static bool is_name_here(const struct collector *c, size_t i)
{
    const struct word *word = word_at(c, i);
    const struct token *token = &c->tokens->items[i];
    if ((word->classes & WORD_NOT_NAME) != 0 || word->capital_count < NAME_MIN_CAPITALS ||
        word->capital_count * NAME_LOWER_SHARE < word->lower_count)
        return false;
    bool inside = (token->gap & ~(unsigned)(GAP_COMMA | GAP_POINT)) == 0;
    return inside || (joined(c, i + 1) && !is_capital(c, i + 1) &&
                      has_class(c, i + 1, WORD_SAY | WORD_OTHER_VERB));
}

static bool is_proper(const struct collector *c, size_t i)
{
    return i < c->tokens->count && is_capital(c, i) &&
           (word_is_proper(word_at(c, i)) || is_said_by(c, i) || goes_on_with_name(c, i) ||
            is_name_here(c, i));
}
/* ---- mentions ---- */

static bool is_verb(const struct collector *c, size_t i)
{
    return i < c->tokens->count && !is_capital(c, i) && has_class(c, i, WORD_SAY | WORD_OTHER_VERB);
}

/* The first token of "Council member Anna Snow", the name at token `first`. */
static size_t pass_nouns_before(const struct collector *c, size_t first)
{
    size_t k = first;
    while (k > 0 && k + NOUNS_BEFORE > first && joined(c, k) &&
           has_class(c, k - 1, WORD_PERSON | WORD_AGE | WORD_OFFICE | WORD_ARTICLE))
        k--;
    bool compound = k < first && k > 0 && joined(c, k) && is_capital(c, k - 1) &&
                    (c->tokens->items[k - 1].gap & GAP_STOP) != 0 && !has_class(c, k - 1, NO_NOUN);
    return compound ? k - 1 : k;
}

static bool is_subject(const struct collector *c, size_t first, size_t end)
{
    if ((c->tokens->items[end - 1].flags & TOKEN_POSSESSIVE) != 0)
        return false;
    first = pass_nouns_before(c, first);
    const struct token *token = &c->tokens->items[first];
    if ((token->gap & (GAP_STOP | GAP_BLOCK | GAP_QUOTE)) != 0)
        return true;
    return (joined(c, end) && is_verb(c, end)) ||
           (first > 0 && (token->gap & ~(unsigned)GAP_POINT) == 0 && is_verb(c, first - 1) &&
            has_class(c, first - 1, WORD_SAY));
}

/* "Come, my dear Anna, sit down": parted off on both sides, by a comma at least on one. */
static bool is_vocative(const struct collector *c, size_t first, size_t end)
{
    const struct token *items = c->tokens->items;
    size_t limit = first > ENDEARING_MAX ? first - ENDEARING_MAX : 0;
    while (first > limit && items[first].gap == 0 && has_class(c, first - 1, WORD_AGE | WORD_OWNER))
        first--;
    unsigned before = items[first].gap, after = items[end].gap;
    unsigned edge = GAP_QUOTE | GAP_STOP | GAP_BLOCK | GAP_COMMA | GAP_DASH | GAP_COLON | GAP_OTHER;
    if ((before & edge) == 0 || (after & edge) == 0)
        return false;
    if ((before & GAP_COMMA) != 0)
        return true;
    return (before & (GAP_QUOTE | GAP_STOP | GAP_DASH | GAP_BLOCK)) != 0 &&
           (after & (GAP_COMMA | GAP_QUOTE | GAP_STOP | GAP_DASH)) != 0;
}

static uint8_t flags_of(const struct collector *c, size_t first, size_t end)
{
    const struct token *token = &c->tokens->items[first];
    unsigned flags = token->quote != 0 ? MENTION_QUOTED : 0;
    if (is_subject(c, first, end))
        flags |= MENTION_SUBJECT;
    if (token->quote != 0 && is_vocative(c, first, end))
        flags |= MENTION_VOCATIVE;
    if ((c->tokens->items[end - 1].flags & TOKEN_POSSESSIVE) != 0)
        flags |= MENTION_POSSESSIVE;
    return (uint8_t)flags;
}

static void count_mention(struct collector *c, const struct mention *mention)
{
    struct name *name = &c->cast->names[mention->name];
    if ((mention->flags & MENTION_QUOTED) != 0)
        name->quoted++;
    else
        name->narrated++;
    name->subjects += (mention->flags & MENTION_SUBJECT) != 0;
    name->vocatives += (mention->flags & MENTION_VOCATIVE) != 0;
    if (mention->kind == MENTION_NAME && mention->first > 0 && joined(c, mention->first) &&
        has_class(c, mention->first - 1, WORD_PLACE))
        name->places++;
}

/* "de" in a name; "of" only behind a title: the Duke of York, but Darcy and not Darcy of Pemberley.
 */
static bool is_particle(const struct collector *c, size_t i)
{
    return has_class(c, i, WORD_PARTICLE) &&
           (!has_class(c, i, WORD_PREPOSITION) || has_class(c, i - 1, WORD_TITLE));
}

/* Adds the words of a name from token i on; returns the token behind it. */
static size_t take_words(const struct collector *c, size_t i, struct name *name)
{
    size_t start = i;
    while (name->word_count < NAME_MAX_WORDS && is_proper(c, i) && (i == start || joined(c, i))) {
        if (name->word_count > 0 && has_class(c, i, WORD_TITLE) && joined(c, i + 1) &&
            is_proper(c, i + 1) && !has_class(c, i, WORD_OFFICE))
            break; /* told Anna Mrs Snow was out */
        if (name->word_count > 0 && has_class(c, i, WORD_OFFICE) && joined(c, i + 1) &&
            is_proper(c, i + 1)) { /* Transport Minister Jane Hill: the name begins behind it */
            *name = (struct name){.title = c->tokens->items[i].word,
                                  .gender = word_at(c, i)->gender,
                                  .first_mention = (uint32_t)i};
            i++;
            continue;
        }
        name->words[name->word_count++] = c->tokens->items[i].word;
        if ((c->tokens->items[i++].flags & TOKEN_POSSESSIVE) != 0)
            break;
        if (i + 1 < c->tokens->count && joined(c, i) && joined(c, i + 1) && !is_capital(c, i) &&
            is_particle(c, i) && is_proper(c, i + 1))
            i++;
    }
    return i;
}

/* The d' of d'Artagnan. */
static bool is_elided(const struct collector *c, size_t i)
{
    return word_at(c, i)->clitic == CLITIC_BEFORE && has_class(c, i, WORD_PARTICLE) &&
           joined(c, i + 1) && is_proper(c, i + 1);
}

/* Where the name behind a title at token i begins, "von" passed; i when there is none. */
static size_t titled_name(const struct collector *c, size_t i)
{
    size_t at = i + 1;
    bool title = has_class(c, i, WORD_TITLE) &&
                 (is_capital(c, i) || has_class(c, i, WORD_OFFICE)) &&
                 (c->tokens->items[i].flags & TOKEN_POSSESSIVE) == 0;
    while (title && at <= i + 2 && joined(c, at) && !is_capital(c, at) &&
           has_class(c, at, WORD_PARTICLE) && !has_class(c, at, WORD_PREPOSITION))
        at++;
    return title && joined(c, at) && is_proper(c, at) ? at : i;
}

/* A name at token i: [title] words, or a title that is a person by itself. */
static size_t take_name(struct collector *c, size_t i)
{
    struct name name = {.first_mention = (uint32_t)i};
    size_t at = titled_name(c, i);
    if (at > i) {
        name.title = c->tokens->items[i].word;
        name.gender = word_at(c, i)->gender;
        name.age = word_at(c, i)->age;
        if (has_class(c, at, WORD_TITLE) && joined(c, at + 1) && is_proper(c, at + 1))
            at++;
    } else if (has_class(c, i, WORD_TITLE) && !has_class(c, i, WORD_PERSON)) {
        return i;
    } else if (is_elided(c, i)) {
        at = i + 1; /* d'Artagnan */
    }
    size_t end = take_words(c, at, &name);
    if (name.word_count == 0)
        return i;
    if (name.word_count == 1 && name.title == 0 && has_class(c, at, WORD_PERSON))
        name.gender = word_at(c, at)->gender;
    i = name.first_mention;
    struct mention mention = {(uint32_t)i,  (uint32_t)end, cast_add_name(c->cast, &name),
                              MENTION_NAME, name.gender,   flags_of(c, i, end)};
    cast_add_mention(c->cast, &mention);
    count_mention(c, &mention);
    return end;
}

/* The head of "the very old man" from its article at token i, or a bare noun or adjective; 0 when
 * this describes nobody. */
static size_t find_head(const struct collector *c, size_t i)
{
    bool bare = !has_class(c, i, WORD_ARTICLE | WORD_OWNER) && has_class(c, i, WORD_PERSON);
    size_t head = bare ? i : 0;
    for (size_t k = i + 1; k <= i + 4 && joined(c, k); k++) {
        bool noun = c->vocabulary->capital_nouns && has_class(c, k, WORD_PERSON);
        if (head == 0 && is_proper(c, k) && !noun)
            return 0; /* the Mock Turtle: a name */
        if (has_class(c, k, WORD_PERSON))
            head = k;
        else if (k == i + 1 && has_class(c, k, WORD_PRONOUN))
            continue; /* the other man */
        else if (head != 0 || has_class(c, k, WORD_NOT_NAME | WORD_SAY | WORD_PARTICLE))
            break;
    }
    return head;
}

/*
 * The head of "the parlourmaid" in “...” said the parlourmaid, whatever the noun: who speaks is a
 * person. 0 when the words from the article at token i on do not stand so.
 */
static size_t find_said_head(const struct collector *c, size_t i)
{
    const struct token *items = c->tokens->items;
    bool said =
        i > 0 && items[i].gap == 0 && is_say(c, i - 1) && (items[i - 1].gap & GAP_QUOTE) != 0;
    if (items[i].quote != 0 || (!said && (items[i].gap & GAP_QUOTE) == 0))
        return 0;
    size_t k = i + 1;
    while (k <= i + 4 && joined(c, k) && !is_capital(c, k) && !has_class(c, k, NO_NOUN))
        k++;
    if (c->vocabulary->capital_nouns && joined(c, k) && is_capital(c, k) && !is_proper(c, k))
        k++;
    else if (joined(c, k) && is_proper(c, k))
        return 0; /* said a breathless Anna */
    if (k == i + 1 || has_class(c, k - 1, WORD_THING | WORD_UTTERANCE | WORD_CUE))
        return 0;
    return said || (joined(c, k) && is_say(c, k)) ? k - 1 : 0;
}

static size_t take_description(struct collector *c, size_t i)
{
    bool other =
        joined(c, i + 1) && has_class(c, i + 1, WORD_PRONOUN) && has_class(c, i, WORD_ARTICLE);
    if (other && !(joined(c, i + 2) && has_class(c, i + 2, WORD_PERSON))) {
        struct mention pronoun = {
            (uint32_t)i,     (uint32_t)i + 2,           NO_NAME,
            MENTION_PRONOUN, word_at(c, i + 1)->gender, flags_of(c, i, i + 2)};
        cast_add_mention(c->cast, &pronoun);
        return i + 2;
    }
    size_t head = find_head(c, i);
    if (head == 0 || has_class(c, head, WORD_AGE)) { /* el viejo molinero */
        size_t said = find_said_head(c, i);
        head = said != 0 ? said : head;
    }
    if (head == 0)
        return i;
    struct name name = {.first_mention = (uint32_t)i,
                        .description = true,
                        .word_count = 1,
                        .gender = word_at(c, head)->gender,
                        .age = word_at(c, head)->age};
    if (name.gender == GENDER_UNKNOWN && has_class(c, i, WORD_ARTICLE))
        name.gender = word_at(c, i)->gender;
    name.words[0] = c->tokens->items[head].word;
    for (size_t k = has_class(c, i, WORD_AGE) ? i : i + 1; k < head; k++)
        if (has_class(c, k, WORD_AGE)) {
            name.age = word_at(c, k)->age != AGE_UNKNOWN ? word_at(c, k)->age : name.age;
            name.title = c->tokens->items[k].word;
        }
    if (other)
        name.title = c->tokens->items[i + 1].word; /* not the same as "the man" */
    struct mention mention = {
        (uint32_t)i,         (uint32_t)head + 1, cast_add_name(c->cast, &name),
        MENTION_DESCRIPTION, name.gender,        flags_of(c, i, head + 1)};
    if (has_class(c, i, WORD_OWNER))
        mention.flags |= MENTION_OWNED;
    if (word_at(c, i)->indefinite)
        mention.flags |= MENTION_NEW;
    cast_add_mention(c->cast, &mention);
    count_mention(c, &mention);
    return head + 1;
}

/* "— Нет, — сказала.": where verbs have a gender, such a verb without subject stands for it. */
static bool is_lone_verb(const struct collector *c, size_t i)
{
    const uint64_t subject = WORD_PRONOUN | WORD_PERSON | WORD_TITLE | WORD_AGE | WORD_ARTICLE;
    if (!c->vocabulary->drops_subject || !is_say(c, i) || has_class(c, i, WORD_GIVEN_NAME) ||
        word_at(c, i)->gender == GENDER_UNKNOWN || (c->tokens->items[i].gap & GAP_QUOTE) == 0)
        return false;
    for (size_t k = i + 1; k <= i + LONE_TOKENS && joined(c, k); k++)
        if (is_capital(c, k) || has_class(c, k, subject))
            return false;
    return true;
}

static size_t take_pronoun(struct collector *c, size_t i)
{
    const struct word *word = word_at(c, i);
    struct mention mention = {(uint32_t)i,    (uint32_t)i + 1, NO_NAME,
                              MENTION_OBJECT, word->gender,    flags_of(c, i, i + 1)};
    if ((word->classes & WORD_PRONOUN) != 0 || is_lone_verb(c, i))
        mention.kind = MENTION_PRONOUN;
    if ((word->classes & WORD_FIRST_PERSON) != 0)
        mention.flags |= MENTION_FIRST;
    cast_add_mention(c->cast, &mention);
    return i + 1;
}

/* "Yes, sir": says of which gender the one is who is addressed. */
static size_t take_address(struct collector *c, size_t i)
{
    if (c->tokens->items[i].quote == 0 || !has_class(c, i, WORD_ADDRESS) ||
        !is_vocative(c, i, i + 1))
        return i;
    struct mention mention = {(uint32_t)i,    (uint32_t)i + 1,       NO_NAME,
                              MENTION_OBJECT, word_at(c, i)->gender, flags_of(c, i, i + 1)};
    cast_add_mention(c->cast, &mention);
    return i + 1;
}

/* The brother of "Anna's brother", from the token behind her name at `owner` on, when he speaks or
 * his name follows. */
static size_t take_owned(struct collector *c, size_t owner, size_t i)
{
    if (i >= c->tokens->count || c->tokens->items[i].gap != 0 || is_capital(c, i) ||
        !has_class(c, i, WORD_PERSON))
        return i;
    bool speaks = (joined(c, i + 1) && (is_say(c, i + 1) || is_proper(c, i + 1))) ||
                  (owner > 0 && c->tokens->items[owner].gap == 0 && is_say(c, owner - 1) &&
                   (c->tokens->items[owner - 1].gap & GAP_QUOTE) != 0);
    if (!speaks || c->tokens->items[i].quote != 0)
        return i;
    struct name name = {.first_mention = (uint32_t)i,
                        .description = true,
                        .word_count = 1,
                        .words = {c->tokens->items[i].word},
                        .gender = word_at(c, i)->gender,
                        .age = word_at(c, i)->age};
    struct mention mention = {(uint32_t)i,         (uint32_t)i + 1, cast_add_name(c->cast, &name),
                              MENTION_DESCRIPTION, name.gender,     flags_of(c, i, i + 1)};
    mention.flags |= MENTION_OWNED;
    cast_add_mention(c->cast, &mention);
    count_mention(c, &mention);
    return i + 1;
}

/* "старик", "старый мельник": describes somebody without an article. No subject stands behind a
 * preposition. */
static bool begins_bare(const struct collector *c, size_t i)
{
    const struct token *token = &c->tokens->items[i];
    if (!c->vocabulary->no_articles || !has_class(c, i, WORD_AGE | WORD_PERSON))
        return false;
    if (is_capital(c, i) && (token->gap & (GAP_STOP | GAP_QUOTE | GAP_BLOCK)) == 0)
        return false;
    return i == 0 || !joined(c, i) || !has_class(c, i - 1, WORD_PREPOSITION);
}

/* What is mentioned at token i; returns the token behind it, or i when there is nothing. */
static size_t take_mention(struct collector *c, size_t i)
{
    size_t end = i;
    if (is_proper(c, i) || has_class(c, i, WORD_TITLE) || is_elided(c, i))
        end = take_name(c, i);
    else if (has_class(c, i, WORD_ARTICLE) && joined(c, i + 1) && !is_capital(c, i + 1) &&
             titled_name(c, i + 1) > i + 1) /* le comte de Marsan */
        end = take_name(c, i + 1);
    if (end > i && (c->tokens->items[end - 1].flags & TOKEN_POSSESSIVE) != 0)
        end = take_owned(c, i, end);
    if (end == i)
        end = take_address(c, i);
    if (end == i && (has_class(c, i, WORD_ARTICLE | WORD_OWNER) || begins_bare(c, i)))
        end = take_description(c, i);
    bool adjective = has_class(c, i, WORD_AGE) && joined(c, i + 1); /* former champion Anna Snow */
    if (end == i && !adjective &&
        (has_class(c, i, WORD_PRONOUN | WORD_OBJECT | WORD_OWNER) || is_lone_verb(c, i)))
        end = take_pronoun(c, i);
    return end;
}

struct cast cast_collect(const struct tokens *tokens, const struct vocabulary *vocabulary)
{
    struct cast cast = {.slot_count = 256, .narrator = NO_NAME};
    cast.slots = mem_zero(cast.slot_count, sizeof *cast.slots);
    cast.mention_of = mem_zero(tokens->count + 1, sizeof *cast.mention_of);
    struct collector c = {tokens, vocabulary, &cast};
    for (size_t i = 0; i < tokens->count;) {
        size_t end = take_mention(&c, i);
        i = end > i ? end : i + 1;
    }
    names_appose(&cast, tokens, vocabulary);
    cast_count_votes(&cast, tokens, vocabulary);
    cast_count_pairs(&cast, tokens);
    return cast;
}
