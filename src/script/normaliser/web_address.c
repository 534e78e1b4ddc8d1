/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script/normaliser/handlers.h"

#include <string.h>

/* Web and mail addresses: "john@example.com", "http://www.example.com/a", "test.com". */

enum { ALONE_MAX_BYTES = 40 }; /* chosen: said in some ten seconds */

static bool is_alnum(char c)
{
    return c != '\0' && (unsigned char)c < 0x80 && rune_is_alnum((unsigned char)c);
}

static bool has_at_sign(struct view chunk)
{
    size_t at = view_find(chunk, "@", 1);
    return at + 1 < chunk.bytes && is_alnum(chunk.at[at - 1]) && is_alnum(chunk.at[at + 1]) &&
           view_find(chunk, ".", at) < chunk.bytes;
}

/* "example.com": small letters, and the top-level domain is in the data file. */
static bool is_host(const struct normaliser *s, struct view chunk)
{
    size_t end = 0, last_dot = 0;
    for (; end < chunk.bytes && (is_alnum(chunk.at[end]) || strchr("-.", chunk.at[end])); end++) {
        if (chunk.at[end] >= 'A' && chunk.at[end] <= 'Z')
            return false;
        if (chunk.at[end] == '.')
            last_dot = end;
    }
    return last_dot > 0 && (end == chunk.bytes || chunk.at[end] == '/') &&
           norm_find(s->rules, "net", view_part(chunk, last_dot, end)) != NULL;
}

static void add_address(struct normaliser *s, struct view chunk)
{
    for (size_t at = 0; at < chunk.bytes;) {
        struct norm_token token = token_at(chunk, at);
        if (token.kind == TOKEN_DIGITS) {
            for (size_t i = token.start; i < token.end; i++)
                text_addf(&s->spoken, " %c", chunk.at[i]);
        } else if (token.kind == TOKEN_WORD) {
            /* A run of letters: as the data file says, else letter by letter when it is short and
             * follows a dot, else as a word. */
            struct view part = token_view(chunk, token);
            const char *spoken = norm_find_folded(s->rules, "net", part);
            if (spoken != NULL)
                text_addf(&s->spoken, " %s", spoken);
            else if (part.bytes == 1 || (at > 0 && chunk.at[at - 1] == '.' && part.bytes == 2)) {
                for (size_t i = 0; i < part.bytes; i++) {
                    struct text capital = {0};
                    text_add_upper(&capital, view_part(part, i, i + 1));
                    const char *name = norm_find(s->rules, "letters", text_view(&capital));
                    text_addf(&s->spoken, " %s", name != NULL ? name : capital.at);
                    text_release(&capital);
                }
            } else {
                text_addf(&s->spoken, " %.*s", VIEW_ARGS(part));
            }
        } else {
            const char *sign = norm_find(s->rules, "net signs", token_view(chunk, token));
            if (sign != NULL)
                text_addf(&s->spoken, " %s", sign);
        }
        at = token.end;
    }
}

/* Of a page's address inside a sentence, the host is enough for a listener: "example.org". One
 * that stands alone and is short is read in full. */
static struct view spoken_part(const struct normaliser *s, struct view address)
{
    bool alone = address.bytes <= ALONE_MAX_BYTES && address.bytes == s->input->text.bytes;
    if (alone || !norm_option_is(s->rules, "addresses", "host"))
        return address;
    size_t scheme = view_find(address, "://", 0);
    struct view host = view_part(address, scheme < address.bytes ? scheme + 3 : 0, address.bytes);
    if (view_starts(host, "www."))
        host = view_part(host, 4, host.bytes);
    size_t end = 0;
    while (end < host.bytes && (is_alnum(host.at[end]) || strchr("-.", host.at[end]) != NULL))
        end++;
    return end > 0 ? view_part(host, 0, end) : address;
}

bool say_web(struct normaliser *s, struct norm_token word)
{
    char next = byte_at(s->text, word.end);
    uint32_t before = rune_ending(s->text, word.start);
    if (next == '\0' || next == ' ' || strchr(".@:/-_&+0123456789", next) == NULL ||
        !(is_alnum(byte_at(s->text, word.end + 1)) || next == ':' || next == '@' || next == '-') ||
        rune_is_alnum(before) ||
        (before != 0 && before < 0x80 && strchr("@./:-_+&", (int)before) != NULL))
        return false;
    /* Printable ASCII up to the next blank, quotation mark or bracket, without the punctuation at
     * its end. */
    size_t end = word.start;
    while (end < s->text.bytes && end - word.start < TOKEN_MAX_BYTES &&
           (unsigned char)s->text.at[end] > ' ' && (unsigned char)s->text.at[end] < 0x7F &&
           strchr("\"<>()[]{}", s->text.at[end]) == NULL)
        end++;
    while (end > word.start && strchr(".,;:!?'", s->text.at[end - 1]) != NULL)
        end--;
    struct view chunk = view_part(s->text, word.start, end);
    bool address = view_starts(chunk, "www.") || view_find(chunk, "://", 0) < chunk.bytes ||
                   has_at_sign(chunk) || is_host(s, chunk);
    if (!address || chunk.bytes <= word.end - word.start ||
        norm_find(s->rules, "net signs", view_of(".")) == NULL)
        return false;
    add_address(s, has_at_sign(chunk) ? chunk : spoken_part(s, chunk));
    struct text spoken = s->spoken;
    s->spoken = (struct text){0};
    norm_put(s, word.start + chunk.bytes, view_trim(text_view(&spoken)));
    text_release(&spoken);
    return true;
}
