#include "book/epub/lexicon.h"

#include "base/mem.h"
#include "book/builder/builder.h"
#include "book/pronunciation/phonemes.h"
#include "book/xml/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MAX_GRAPHEME_BYTES = 200, MAX_TRIED = 64 };

struct lexeme {
    struct view grapheme, folded; /* as written; in lower case */
    enum span_kind kind;          /* SPAN_PHONEMES or SPAN_ALIAS */
    const char *value;
    size_t order; /* in the file */
};

struct epub_lexicon {
    struct arena *arena;
    char language[4];
    struct lexeme *lexemes; /* in order of the folded grapheme, then of the file */
    size_t count, capacity;
};

static struct view kept(struct arena *arena, struct view v)
{
    return (struct view){arena_copy_text(arena, v.at, v.bytes), v.bytes};
}

static int compare(struct view a, struct view b)
{
    size_t bytes = a.bytes < b.bytes ? a.bytes : b.bytes;
    int order = bytes > 0 ? memcmp(a.at, b.at, bytes) : 0;
    return order != 0 ? order : a.bytes < b.bytes ? -1 : a.bytes > b.bytes;
}

static int by_grapheme(const void *a, const void *b)
{
    const struct lexeme *x = a, *y = b;
    int order = compare(x->folded, y->folded);
    return order != 0 ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* The preferred child of that name, or the first. */
static const struct xml_node *preferred(const struct xml_node *lexeme, const char *name)
{
    const struct xml_node *first = xml_child(lexeme, NULL, name);
    for (const struct xml_node *node = first; node != NULL; node = xml_child(lexeme, node, name)) {
        const char *prefer = xml_attribute(node, "prefer");
        if (prefer != NULL && strcmp(prefer, "true") == 0)
            return node;
    }
    return first;
}

/* What a lexeme says: its phonemes, if they can be mapped, or else its alias. */
static bool value_of(const struct epub_phonemes *phonemes, const struct xml_node *lexeme,
                     const char *alphabet, enum span_kind *kind, struct text *value)
{
    const struct xml_node *phoneme = preferred(lexeme, "phoneme");
    const struct xml_node *alias = preferred(lexeme, "alias");
    if (phoneme != NULL) {
        struct text raw = {0};
        const char *own = xml_attribute(phoneme, "alphabet");
        xml_text(phoneme, EPUB_MAX_PHONEME_BYTES + 1, &raw);
        *kind = SPAN_PHONEMES;
        bool mapped =
            epub_phonemes_map(phonemes, own != NULL ? own : alphabet, text_view(&raw), value);
        text_release(&raw);
        if (mapped)
            return true;
    }
    *kind = SPAN_ALIAS;
    if (alias != NULL)
        xml_text(alias, MAX_GRAPHEME_BYTES, value);
    return value->bytes > 0;
}

static void add_lexeme(struct epub_lexicon *lexicon, const struct epub_phonemes *phonemes,
                       const struct xml_node *node, const char *alphabet)
{
    struct text value = {0};
    enum span_kind kind;
    if (!value_of(phonemes, node, alphabet, &kind, &value)) {
        text_release(&value);
        return;
    }
    const char *said = kept(lexicon->arena, text_view(&value)).at;
    for (const struct xml_node *grapheme = xml_child(node, NULL, "grapheme"); grapheme != NULL;
         grapheme = xml_child(node, grapheme, "grapheme")) {
        struct text text = {0}, folded = {0};
        xml_text(grapheme, MAX_GRAPHEME_BYTES, &text);
        text_add_lower(&folded, text_view(&text));
        if (text.bytes > 0 && lexicon->count < EPUB_MAX_LEXEMES) {
            lexicon->lexemes = mem_grow(lexicon->lexemes, lexicon->count, &lexicon->capacity,
                                        sizeof *lexicon->lexemes);
            lexicon->lexemes[lexicon->count] = (struct lexeme){
                kept(lexicon->arena, text_view(&text)), kept(lexicon->arena, text_view(&folded)),
                kind, said, lexicon->count};
            lexicon->count++;
        }
        text_release(&text);
        text_release(&folded);
    }
    text_release(&value);
}

struct epub_lexicon *epub_lexicon_new(const struct xml_node *root,
                                      const struct epub_phonemes *phonemes)
{
    struct epub_lexicon *lexicon = mem_zero(1, sizeof *lexicon);
    lexicon->arena = arena_new();
    const char *language = xml_attribute(root, "xml:lang");
    size_t letters = language != NULL ? strcspn(language, "-") : 0;
    if (letters > 0 && letters < sizeof lexicon->language)
        memcpy(lexicon->language, language, letters);
    for (const struct xml_node *node = xml_child(root, NULL, "lexeme"); node != NULL;
         node = xml_child(root, node, "lexeme"))
        add_lexeme(lexicon, phonemes, node, xml_attribute(root, "alphabet"));
    if (lexicon->count > 0)
        qsort(lexicon->lexemes, lexicon->count, sizeof *lexicon->lexemes, by_grapheme);
    return lexicon;
}

void epub_lexicon_free(struct epub_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    arena_free(lexicon->arena);
    free(lexicon->lexemes);
    free(lexicon);
}

/* First lexeme whose folded grapheme is not before `word`. */
static size_t lower_bound(const struct epub_lexicon *lexicon, struct view word)
{
    size_t low = 0, high = lexicon->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(lexicon->lexemes[middle].folded, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool ends_word(struct view text, size_t end)
{
    return !rune_is_alnum(rune_at(text, end)) || !rune_is_alnum(rune_ending(text, end));
}

/*
 * The best lexeme at `at` of a block, whose text in lower case is `folded`, as long in bytes: the
 * longest, then the one in the same case, then the first of the file. NULL when there is none.
 */
static const struct lexeme *best(const struct epub_lexicon *lexicon, struct view text,
                                 struct view folded, size_t at, size_t word_end)
{
    const struct lexeme *found = NULL;
    bool found_exact = false;
    size_t i = lower_bound(lexicon, view_part(folded, at, word_end));
    for (size_t tried = 0; i < lexicon->count && tried < MAX_TRIED; i++, tried++) {
        const struct lexeme *lexeme = &lexicon->lexemes[i];
        size_t end = at + lexeme->folded.bytes;
        if (compare(view_part(lexeme->folded, 0, word_end - at), view_part(folded, at, word_end)) !=
            0)
            break;
        if (end > text.bytes || !view_equal(view_part(folded, at, end), lexeme->folded) ||
            !ends_word(text, end))
            continue;
        bool exact = view_equal(view_part(text, at, end), lexeme->grapheme);
        bool longer = found == NULL || lexeme->folded.bytes > found->folded.bytes;
        if (longer || (exact && !found_exact && lexeme->folded.bytes == found->folded.bytes)) {
            found = lexeme;
            found_exact = exact;
        }
    }
    return found;
}

static void apply_to_block(const struct epub_lexicon *lexicon, struct build *build,
                           const struct block *block)
{
    struct view text = build_block_text(build, block);
    struct text lower = {0};
    text_add_lower(&lower, text);
    struct view folded = text_view(&lower);
    if (folded.bytes != text.bytes) /* some letters change their size: then only as it is written */
        folded = text;
    for (size_t at = 0; at < text.bytes;) {
        size_t next = at;
        if (!rune_is_alnum(rune_next(text, &next))) {
            at = next;
            continue;
        }
        size_t end = next;
        while (rune_is_alnum(rune_at(text, end)))
            rune_next(text, &end);
        const struct lexeme *lexeme = best(lexicon, text, folded, at, end);
        if (lexeme != NULL) {
            end = at + lexeme->folded.bytes;
            build_add_span(build,
                           &(struct span){lexeme->kind, block->start + at, block->start + end,
                                          build_keep(build, view_of(lexeme->value))});
        }
        at = end;
    }
    text_release(&lower);
}

void epub_lexicon_apply(const struct epub_lexicon *lexicon, struct build *build, size_t first_block,
                        size_t first_span, const char *language)
{
    const struct book *book = build_book(build);
    size_t letters = strlen(lexicon->language);
    if (lexicon->count == 0)
        return;
    for (size_t i = first_block; i < book->block_count; i++) {
        const char *spoken = book->blocks[i].language != NULL ? book->blocks[i].language : language;
        bool fits =
            letters == 0 || spoken == NULL || strncasecmp(spoken, lexicon->language, letters) == 0;
        if (fits && book->blocks[i].kind != BLOCK_SKIP)
            apply_to_block(lexicon, build, &book->blocks[i]);
    }
    build_settle_spans(build, first_span);
}
