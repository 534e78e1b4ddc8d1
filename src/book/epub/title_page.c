/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/epub/title_page.h"

#include "book/book.h"
#include "data/data.h"
#include "data/language.h"

#include <string.h>

/* Chosen: a page that has more than this to say is text, and is read. */
enum {
    TITLE_PAGE_BYTES = 1000,   /* more text is not a title page */
    TITLE_REST_BYTES = 100,    /* "a novel", "translated by", a city, a year */
    SHORT_IMPRINT_BYTES = 600, /* so short that two signs are enough */
    MAX_SIGNS = 16,            /* more than the data files name */
};

void title_page_fold(struct view v, struct text *out)
{
    for (size_t at = 0; at < v.bytes;) {
        uint32_t rune = rune_next(v, &at);
        if (rune_is_alnum(rune) || rune == '\'' || rune == 0x2019)
            text_add_rune(out, rune_to_lower(rune));
        else if (out->bytes > 0 && out->at[out->bytes - 1] != ' ')
            text_add_char(out, ' ');
    }
    while (out->bytes > 0 && out->at[out->bytes - 1] == ' ')
        text_cut(out, out->bytes - 1);
}

/* Removes whole words from `page` wherever they occur; true when they did. */
static bool take_out(struct text *page, struct view words)
{
    struct text kept = {0};
    struct view v = text_view(page);
    bool found = false;
    for (size_t at = 0; at < v.bytes && words.bytes > 0;) {
        size_t next = view_find(v, words.at, at), end = next + words.bytes;
        bool whole = next < v.bytes && (next == 0 || v.at[next - 1] == ' ') &&
                     (end == v.bytes || v.at[end] == ' ');
        size_t to = next == v.bytes ? v.bytes : whole ? next : next + 1;
        text_add_view(&kept, view_part(v, at, to));
        at = whole ? end : to;
        found = found || whole;
    }
    if (found) {
        text_release(page);
        *page = kept;
    } else {
        text_release(&kept);
    }
    return found;
}

/* The same for one of the book's metadata; `parts`: for each name of a list of names. */
static bool take_detail(struct text *page, const char *detail, bool parts)
{
    struct view rest = view_of(detail != NULL ? detail : "");
    bool found = false;
    while (rest.bytes > 0) {
        size_t end = 0;
        while (end < rest.bytes && !(parts && strchr(",;&", rest.at[end]) != NULL))
            end++;
        struct text words = {0};
        title_page_fold(view_part(rest, 0, end), &words);
        if (words.bytes > 0)
            found = take_out(page, text_view(&words)) || found;
        text_release(&words);
        rest = view_part(rest, end + 1, rest.bytes);
    }
    return found;
}

/* The title; for a long one also what is before its colon. */
static bool take_title(struct text *page, const char *title)
{
    size_t main = title != NULL ? strcspn(title, ":;(") : 0;
    struct text words = {0};
    if (take_detail(page, title, false))
        return true;
    if (main == 0 || title[main] == '\0')
        return false;
    title_page_fold((struct view){title, main}, &words);
    bool found = words.bytes > 0 && take_out(page, text_view(&words));
    take_detail(page, title + main, false);
    text_release(&words);
    return found;
}

bool is_title_page(const struct book *book, struct view page)
{
    struct text rest = {0};
    if (page.bytes == 0 || page.bytes > TITLE_PAGE_BYTES)
        return false;
    text_add_view(&rest, page);
    bool named = take_title(&rest, book->metadata.title);
    const struct metadata *details = &book->metadata;
    bool credited = take_detail(&rest, book->metadata.author, true);
    credited = take_detail(&rest, details->publisher, false) || credited;
    take_detail(&rest, details->subtitle, false);
    take_detail(&rest, details->translator, true);
    take_detail(&rest, details->series, false);
    take_detail(&rest, details->date, false);
    bool title = named && credited && rest.bytes <= TITLE_REST_BYTES;
    text_release(&rest);
    return title;
}

struct signs {
    const char *list[MAX_SIGNS];
    size_t count;
};

static void add_sign(struct signs *signs, const char *sign)
{
    for (size_t i = 0; i < signs->count; i++)
        if (strcmp(signs->list[i], sign) == 0)
            return;
    if (signs->count < MAX_SIGNS)
        signs->list[signs->count++] = sign;
}

bool is_imprint_page(const struct language_files *words, struct view raw, struct view page)
{
    struct signs signs = {.count = 0};
    if (view_find(raw, "©", 0) < raw.bytes)
        add_sign(&signs, "rights");
    for (size_t i = 0; i < words->count; i++) {
        const struct data_file *file = words->files[i];
        for (size_t k = data_next(file, "imprint", 0); k < file->count;
             k = data_next(file, "imprint", k + 1))
            if (view_find(page, file->entries[k].key, 0) < page.bytes)
                add_sign(&signs, file->entries[k].value);
    }
    size_t strong = 0;
    for (size_t i = 0; i < signs.count; i++)
        strong += strcmp(signs.list[i], "publication") != 0;
    return (signs.count >= 3 && strong >= 2) || (strong >= 2 && page.bytes <= SHORT_IMPRINT_BYTES);
}
