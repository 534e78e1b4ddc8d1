/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/wording/page_titles.h"

enum { MAX_PREFIX_BYTES = 60 }; /* first words of a title that are looked up; bounds the time */

bool page_titles_load(struct languages *languages, const char *language, struct page_titles *titles,
                      struct err *err)
{
    *titles = (struct page_titles){0};
    return language_files(languages, language, "skipped_pages", "en", &titles->files, err);
}

const char *page_titles_image(const struct page_titles *titles)
{
    return language_find(&titles->files, "words", view_of("image"));
}

const char *page_titles_note(const struct page_titles *titles)
{
    return language_find(&titles->files, "words", view_of("note"));
}

const char *page_titles_type(const struct page_titles *titles, struct view title)
{
    const char *type = title.bytes > 0 ? language_find(&titles->files, "titles", title) : NULL;
    for (size_t at = title.bytes; at > 0 && type == NULL; at--)
        if (title.at[at - 1] == ' ' && at <= MAX_PREFIX_BYTES) { /* "also by ..." */
            struct text start = {0};
            text_addf(&start, "%.*s...", (int)at, title.at);
            type = language_find(&titles->files, "titles", text_view(&start));
            text_release(&start);
        }
    return type;
}
