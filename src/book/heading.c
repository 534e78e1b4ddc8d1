#include "book/heading.h"

#include "base/mem.h"
#include "book/page.h"
#include "book/words.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TOKENS = 12, MAX_TITLE_BYTES = 700, MAX_TITLE_LINES = 7, RANK_BOOK = 25 };

/* The first words of the text: byte ranges, by the same rule as page_fold. */
struct tokens {
    struct view text;
    size_t start[MAX_TOKENS], end[MAX_TOKENS];
    size_t count;
};

static void find_tokens(struct view text, struct tokens *tokens)
{
    *tokens = (struct tokens){.text = text};
    bool inside = false;
    for (size_t at = 0; at < text.bytes;) {
        size_t before = at;
        uint32_t rune = rune_next(text, &at);
        bool part =
            rune_is_alnum(rune) || (inside && (rune == '\'' || rune == 0x2019 || rune == 0xAD));
        if (part && !inside) {
            if (tokens->count == MAX_TOKENS)
                return;
            tokens->start[tokens->count] = before;
            tokens->end[tokens->count++] = at;
        } else if (part && rune_is_alnum(rune)) {
            tokens->end[tokens->count - 1] = at;
        }
        inside = part;
    }
}

static struct view token(const struct tokens *tokens, size_t i)
{
    return view_part(tokens->text, tokens->start[i], tokens->end[i]);
}

/* The folded text of up to five words from word i on. */
static struct view folded(const struct tokens *tokens, size_t i, struct text *key)
{
    text_clear(key);
    size_t last = i + 5 < tokens->count ? i + 5 : tokens->count;
    if (i < last)
        page_fold(view_part(tokens->text, tokens->start[i], tokens->end[last - 1]), key);
    return text_view(key);
}

static size_t words_in(struct view key)
{
    size_t count = key.bytes > 0;
    for (size_t i = 0; i < key.bytes; i++)
        count += key.at[i] == ' ';
    return count;
}

static int roman_letter(char c)
{
    switch (c) {
    case 'I':
        return 1;
    case 'V':
        return 5;
    case 'X':
        return 10;
    case 'L':
        return 50;
    case 'C':
        return 100;
    case 'D':
        return 500;
    case 'M':
        return 1000;
    default:
        return 0;
    }
}

int heading_roman(struct view text)
{
    static const struct {
        const char *letters;
        int value, most;
    } parts[] = {{"M", 1000, 3}, {"CM", 900, 1}, {"D", 500, 1}, {"CD", 400, 1}, {"C", 100, 4},
                 {"XC", 90, 1},  {"L", 50, 1},   {"XL", 40, 1}, {"X", 10, 4},   {"IX", 9, 1},
                 {"V", 5, 1},    {"IV", 4, 1},   {"I", 1, 4}};
    int value = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        for (int times = 0; times < parts[i].most && view_starts(text, parts[i].letters); times++) {
            value += parts[i].value;
            text = view_part(text, strlen(parts[i].letters), text.bytes);
        }
    return text.bytes == 0 ? value : 0;
}

static int roman_number(struct view word, enum number_style *style)
{
    char upper[16];
    if (word.bytes == 0 || word.bytes >= sizeof upper)
        return 0;
    bool small = word.at[0] >= 'a' && word.at[0] <= 'z';
    for (size_t i = 0; i < word.bytes; i++) {
        char c = word.at[i];
        upper[i] = small && c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
        if (roman_letter(upper[i]) == 0 || (small && upper[i] == c))
            return 0;
    }
    *style = small ? NUMBER_ROMAN_SMALL : NUMBER_ROMAN;
    return heading_roman((struct view){upper, word.bytes});
}

/* 12, 1st, 2e, 1ª: at most four digits and three other letters. */
static int arabic_number(struct view word)
{
    int value = 0;
    size_t i = 0;
    while (i < word.bytes && i < 4 && word.at[i] >= '0' && word.at[i] <= '9')
        value = value * 10 + (word.at[i++] - '0');
    if (i == 0 || (i < word.bytes && word.at[i] >= '0' && word.at[i] <= '9'))
        return 0;
    return word.bytes - i <= 3 ? value : 0;
}

/* Ier, Ire, XIVe: a French ordinal. Letters beyond X would make numbers of "Le" and "De". */
static int roman_ordinal(struct view word)
{
    size_t end = 0;
    while (end < word.bytes && strchr("IVX", word.at[end]) != NULL)
        end++;
    struct view suffix = view_part(word, end, word.bytes);
    bool ordinal = view_is(suffix, "e") || view_is(suffix, "er") || view_is(suffix, "re");
    return ordinal ? heading_roman(view_part(word, 0, end)) : 0;
}

/* The number at word i, of how many words. 0: none. */
static int number_at(const struct words *words, const struct tokens *tokens, size_t i,
                     size_t *count, enum number_style *style)
{
    if (i >= tokens->count)
        return 0;
    *count = 1;
    int number = roman_number(token(tokens, i), style);
    if (number > 0)
        return number;
    *style = NUMBER_ARABIC;
    number = arabic_number(token(tokens, i));
    if (number > 0)
        return number;
    struct text key = {0};
    size_t bytes = 0;
    *style = NUMBER_WORD;
    number = words_number(words, folded(tokens, i, &key), &bytes);
    *count = number > 0 ? words_in(view_part(text_view(&key), 0, bytes)) : 0;
    text_release(&key);
    return number;
}

static bool unit_at(const struct words *words, const struct tokens *tokens, size_t i,
                    struct heading *out)
{
    if (i >= tokens->count)
        return false;
    struct text key = {0};
    out->unit = (uint32_t)page_key(token(tokens, i), &key);
    const char *rank = key.bytes == 0 ? NULL : words_find(words, "units", text_view(&key));
    text_release(&key);
    if (rank == NULL)
        return false;
    out->rank = atoi(rank);
    out->unit_start = tokens->start[i];
    out->unit_end = tokens->end[i];
    return true;
}

static bool article_at(const struct words *words, const struct tokens *tokens, size_t i)
{
    if (i >= tokens->count)
        return false;
    struct text key = {0};
    page_fold(token(tokens, i), &key);
    bool found = words_find(words, "articles", text_view(&key)) != NULL;
    text_release(&key);
    return found;
}

static bool is_separator(uint32_t rune)
{
    return rune == '.' || rune == ':' || rune == '-' || rune == 0x2013 || rune == 0x2014 ||
           rune == ')' || rune == ']' || rune == 0xBA || rune == 0xAA || rune == 0xB0 ||
           rune == 0x2015 || rune == '|';
}

static bool is_ornament(uint32_t rune)
{
    return rune_is_space(rune) || rune == '*' || rune == '_' || rune == '=' || rune == '~' ||
           rune == ',' || rune == ';' || rune == '/';
}

/* Sets the title to what follows `from`; tells what kind of separation there was. */
static void take_title(struct view text, size_t from, struct heading *out, bool *wide)
{
    size_t at = from, blanks = 0;
    *wide = false;
    for (size_t before = at; at < text.bytes; before = at) {
        uint32_t rune = rune_next(text, &at);
        out->separated = out->separated || is_separator(rune);
        blanks = rune == ' ' ? blanks + 1 : 0;
        *wide = *wide || blanks >= 2 || rune == '\n' || rune == '\t';
        if (!is_separator(rune) && !is_ornament(rune)) {
            at = before;
            break;
        }
    }
    out->title_start = at;
    out->title_end = at < text.bytes ? text.bytes : at;
}

/* What precedes the first word may only be ornaments and brackets. */
static bool clean_start(const struct tokens *tokens, bool *bracketed)
{
    for (size_t at = 0; at < tokens->start[0];) {
        uint32_t rune = rune_next(tokens->text, &at);
        *bracketed = *bracketed || rune == '(' || rune == '[';
        if (rune != '(' && rune != '[' && rune != '#' && rune != '-' && rune != '>' &&
            rune != 0xA7 && rune != 0x2014 && rune != '|' && !is_ornament(rune))
            return false;
    }
    return true;
}

static bool title_could_follow(const struct tokens *tokens, const struct heading *out, bool wide)
{
    struct view title = view_part(tokens->text, out->title_start, out->title_end);
    if (title.bytes == 0)
        return true;
    struct shape shape = page_shape(title);
    if (shape.lines > MAX_TITLE_LINES || shape.bytes > MAX_TITLE_BYTES)
        return false;
    if (rune_is_lower(shape.first))
        return out->separated && !out->number_first &&
               view_find(tokens->text, "-", out->number_end) <= out->title_start;
    if (out->separated || wide)
        return true;
    return shape.all_upper || !shape.ends_sentence || shape.capital_words >= shape.small_words;
}

/* One or two lines that are no sentence; the unit is a large part, not a day or a night. */
static bool flows_as_title(struct view text, struct heading *out)
{
    struct shape shape = page_shape(text);
    out->kind = HEADING_UNIT;
    return out->rank <= RANK_BOOK && out->style == NUMBER_WORD && shape.lines <= 2 &&
           !shape.ends_sentence && !shape.ends_open && rune_is_upper(shape.first);
}

static int ordinal_at(const struct words *words, const struct tokens *tokens, size_t i,
                      size_t *count, enum number_style *style)
{
    int number = number_at(words, tokens, i, count, style);
    if (number > 0 || i >= tokens->count)
        return number;
    *count = 1;
    *style = NUMBER_ROMAN;
    return roman_ordinal(token(tokens, i));
}

/* BOOKXXXV: the blank between word and numeral was lost. */
static bool unit_glued(const struct words *words, struct tokens *tokens, struct heading *out)
{
    struct view word = token(tokens, 0);
    if (word.bytes < 5 || word.bytes > 20 || tokens->count == MAX_TOKENS ||
        !page_shape(word).all_upper)
        return false;
    for (size_t cut = word.bytes - 1; cut >= 3; cut--) {
        struct tokens parts = {.text = tokens->text, .count = 2};
        parts.start[0] = tokens->start[0];
        parts.end[0] = parts.start[1] = tokens->start[0] + cut;
        parts.end[1] = tokens->end[0];
        if (heading_roman(token(&parts, 1)) == 0)
            return false;
        if (unit_at(words, &parts, 0, out)) {
            *tokens = parts;
            return true;
        }
    }
    return false;
}

/* CHAPTER IV, Part the Second, Erstes Kapitel, THE FIRST BOOK. */
static bool parse_unit(const struct words *words, struct tokens *tokens, struct heading *out)
{
    size_t i = 0, count = 0;
    bool wide;
    if (unit_at(words, tokens, 0, out) || unit_glued(words, tokens, out)) {
        for (i = 1; i < 3 && article_at(words, tokens, i) && i + 1 < tokens->count; i++)
            ;
        out->number = ordinal_at(words, tokens, i, &count, &out->style);
        if (out->number == 0)
            return false;
        out->number_start = tokens->start[i];
        i += count;
        out->number_end = tokens->end[i - 1];
        take_title(tokens->text, out->number_end, out, &wide);
    } else {
        i = article_at(words, tokens, 0) ? 1 : 0;
        out->number = ordinal_at(words, tokens, i, &count, &out->style);
        if (out->number == 0 || !unit_at(words, tokens, i + count, out))
            return false;
        out->number_first = true;
        out->number_start = tokens->start[i];
        out->number_end = tokens->end[i + count - 1];
        take_title(tokens->text, out->unit_end, out, &wide);
        out->flowing = out->title_start < out->title_end && !out->separated && !wide;
        if (out->flowing)
            return flows_as_title(tokens->text, out);
    }
    out->kind = HEADING_UNIT;
    return title_could_follow(tokens, out, wide);
}

static bool parse_number(const struct words *words, const struct tokens *tokens,
                         struct heading *out)
{
    size_t count = 0;
    bool wide;
    out->number = number_at(words, tokens, 0, &count, &out->style);
    if (out->number == 0 || (out->style == NUMBER_ROMAN_SMALL && !out->bracketed))
        return false;
    out->number_start = tokens->start[0];
    out->number_end = tokens->end[count - 1];
    take_title(tokens->text, out->number_end, out, &wide);
    struct view title = view_part(tokens->text, out->title_start, out->title_end);
    if (title.bytes == 0) {
        out->kind = HEADING_NUMBER;
        return rune_is_upper(rune_at(tokens->text, out->number_start)) || out->style != NUMBER_WORD;
    }
    if ((!out->separated && !wide) || out->style == NUMBER_WORD)
        return false;
    struct shape shape = page_shape(title);
    out->kind = HEADING_NUMTITLE;
    bool sentence = shape.ends_sentence && shape.small_words > shape.capital_words;
    return !sentence && !shape.ends_open && shape.lines <= 4 && shape.letters >= 2 &&
           shape.bytes <= 300 && !rune_is_lower(shape.first);
}

static bool parse_named(const struct words *words, const struct tokens *tokens, struct heading *out)
{
    struct text key = {0};
    struct shape shape = page_shape(tokens->text);
    bool named = false;
    if (shape.lines <= 3 && shape.bytes <= 160 && !shape.ends_open && !rune_is_lower(shape.first)) {
        struct view words_key = folded(tokens, 0, &key);
        size_t bytes = words_prefix(words, "names", words_key);
        size_t count = words_in(view_part(words_key, 0, bytes));
        bool whole = count > 0 && count == tokens->count;
        named =
            whole || (bytes > 0 && (shape.all_upper || shape.capital_words > shape.small_words) &&
                      !(shape.ends_sentence && !shape.all_upper && shape.words > 8));
    }
    text_release(&key);
    out->kind = HEADING_NAMED;
    out->title_start = 0;
    out->title_end = tokens->text.bytes;
    return named;
}

/* "## Title": as Markdown has it. */
static bool parse_marked(struct view text, struct heading *out)
{
    size_t depth = 0;
    while (depth < text.bytes && text.at[depth] == '#')
        depth++;
    if (depth == 0 || depth > 6 || depth == text.bytes || text.at[depth] != ' ' ||
        text.bytes > 300 || memchr(text.at, '\n', text.bytes) != NULL)
        return false;
    struct view title = view_trim(view_part(text, depth, text.bytes));
    while (title.bytes > 0 && title.at[title.bytes - 1] == '#')
        title = view_trim(view_part(title, 0, title.bytes - 1));
    out->kind = HEADING_MARKED;
    out->rank = (int)depth;
    out->title_start = (size_t)(title.at - text.at);
    out->title_end = out->title_start + title.bytes;
    return title.bytes > 0;
}

bool heading_parse(const struct words *words, struct view text, struct heading *out)
{
    struct tokens tokens;
    *out = (struct heading){0};
    if (parse_marked(text, out))
        return true;
    find_tokens(text, &tokens);
    bool bracketed = false;
    if (tokens.count == 0 || !clean_start(&tokens, &bracketed))
        return false;
    *out = (struct heading){.bracketed = bracketed};
    struct tokens parts = tokens;
    if (parse_unit(words, &parts, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    if (parse_number(words, &tokens, out))
        return true;
    *out = (struct heading){.bracketed = bracketed};
    return parse_named(words, &tokens, out);
}

bool heading_is_title(struct view text)
{
    if (text.bytes > 300)
        return false;
    struct shape shape = page_shape(text);
    bool begins = rune_is_alnum(shape.first) || shape.first == 0xBF || shape.first == 0xA1 ||
                  shape.first == '[' || shape.first == '(';
    if (shape.letters < 2 || shape.ends_open || !begins || rune_is_lower(shape.first))
        return false;
    if (shape.all_upper)
        return shape.lines <= 4;
    if (shape.lines > 2 || shape.last == ':' || shape.bytes > 120)
        return false;
    if (shape.ends_sentence && shape.last == '.' && shape.small_words > shape.capital_words)
        return false;
    return shape.capital_words >= shape.small_words || !shape.ends_sentence;
}

bool heading_is_prose(struct view text)
{
    struct shape shape = page_shape(text);
    if (shape.all_upper || shape.small_words <= shape.capital_words)
        return false;
    size_t dashes = 0;
    for (size_t at = view_find(text, "\xE2\x80\x94", 0); at < text.bytes && dashes < 3;
         at = view_find(text, "\xE2\x80\x94", at + 1))
        dashes++;
    if (dashes >= 3 && text.bytes < 1200)
        return false;
    return (shape.lines >= 3 && shape.bytes / shape.lines >= 45) || shape.bytes >= 250;
}
