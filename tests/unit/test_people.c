/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is a man, a woman, a child: what novels tell, and what a play's labels tell. */
#include "base/mem.h"
#include "script/attribution/attribution.h"

#include "../test.h"
#include "book_of.h"

#include <stdio.h>

static struct attribution *attribute(struct made_book *made)
{
    struct err err = {0};
    struct attribution_options options = {.margin = 50};
    return attribution_make(&made->book, &options, &err);
}

static const char *kind_of(const struct attribution *a, const char *name)
{
    static const char *const genders[] = {"?", "man", "woman"};
    static const char *const ages[] = {"", " child", " young", " adult", " old"};
    static char kind[32];
    for (size_t i = 0; i < a->speaker_count; i++)
        if (strcmp(a->speakers[i].name, name) == 0) {
            snprintf(kind, sizeof kind, "%s%s", genders[a->speakers[i].gender],
                     ages[a->speakers[i].age]);
            return kind;
        }
    return "nobody";
}

static void check_story(const char *language, const char *story, const char *name, const char *kind)
{
    struct made_book made;
    make_book(&made, language, story);
    struct attribution *a = attribute(&made);
    CHECK(a != NULL);
    if (a != NULL && strcmp(kind_of(a, name), kind) != 0)
        printf("# %s\n", story);
    if (a != NULL)
        CHECK_STR(kind_of(a, name), kind);
    attribution_free(a);
}

static void ages_of_people(void)
{
    static const struct {
        const char *story, *name, *kind;
    } rows[] = {
        {"“I’ll go,” said Tom Carne.\n\nHe was ten years old.", "Tom Carne", "man child"},
        {"“I’ll go,” said Tom, a boy of nine.", "Tom", "man child"},
        {"Tom, who was then nine years old, looked up. “I’ll go,” said Tom.", "Tom", "man child"},
        {"Tom, aged 9, looked up. “I’ll go,” said Tom.", "Tom", "man child"},
        {"Tom, aged 71, looked up. “I’ll go,” said Tom.", "Tom", "man old"},
        {"“I’ll go,” said Tom, a boy of nineteen.", "Tom", "man young"},
        {"“I’ll go,” said little Tom. They looked at little Tom.", "Tom", "man child"},
        {"“I’ll go,” said old Tom. They looked at old Tom.", "Tom", "man old"},
        {"“I’ll go,” said Anna, a little girl.", "Anna", "woman child"},
        /* not a child: one "little"; years of something else; a childhood and a later year; Mr */
        {"“I’ll go,” said little Tom. They looked at Tom.", "Tom", "man"},
        {"“I’ll go,” said Tom. He had waited ten years.", "Tom", "man"},
        {"“I’ll go,” said Tom. The house was ten years old.", "Tom", "man"},
        {"“I’ll go,” said Tom. “I am nine years old.”", "Tom", "man"},
        {"When Tom was nine years old he left. Tom was thirty years old. “I’ll go,” said Tom.",
         "Tom", "man adult"},
        {"“I’ll go,” said Mr. Snow. He looked at his watch. Mr. Snow was nine years old then.",
         "Mr. Snow", "man"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_story("en", rows[i].story, rows[i].name, rows[i].kind);
    check_story("de", "„Ich gehe“, sagte Tom. Er war zehn Jahre alt.", "Tom", "man child");
    check_story("de", "„Ich gehe“, sagte Tom, ein Junge von neun Jahren.", "Tom", "man child");
}

/* A main part whose childhood is told once: sixty mentions and more. */
static void childhood_long_past(void)
{
    struct text story = {0};
    text_add_str(&story, "Tom was nine years old when the war began. “I’ll go,” said Tom.");
    for (int i = 0; i < 70; i++)
        text_add_str(&story, " Tom went on to the next house in the street.");
    check_story("en", story.at, "Tom", "man");
    text_release(&story);
}

/* "@Name@ words" is a speech with that label. */
static void label_blocks(struct made_book *made, char *text)
{
    for (size_t i = 0; i < made->book.block_count; i++) {
        struct block *block = &made->blocks[i];
        char *end = text[block->start] == '@' ? strchr(text + block->start + 1, '@') : NULL;
        if (end == NULL)
            continue;
        *end = '\0';
        block->speaker = text + block->start + 1;
        block->start = (size_t)(end - text) + 2;
    }
}

static void kinds_of_labels(void)
{
    static const struct {
        const char *name, *kind;
    } rows[] = {
        {"Lady Snow", "woman adult"},
        {"Mrs. Pym", "woman"},
        {"First Gentleman", "man adult"},
        {"Old Woman", "woman adult"},
        {"Boy", "man child"},
        {"Anna", "woman"},
        {"Corvin", "man"},
        {"Dalia", "woman"},
        {"Ellery", "man"},
        {"Snow", "man"},
        {"Corvin and Ellery", "man"},
        {"Corvin and Dalia", "?"},
        {"All", "?"},
        {"Gorm", "woman"},
    };
    char text[4096] =
        "Corvin, Prince of Nowhere\n\nDalia, daughter to Corvin\n\nEllery, a valet\n\n"
        "Rev. Canon Snow\n\nGorm\n\n"
        "@Lady Snow@ Where is Gorm? She is late.\n\n@Anna@ Gorm says she will come.\n\n"
        "Gorm takes her hat and sits down.";
    struct made_book made;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t bytes = strlen(text);
        snprintf(text + bytes, sizeof text - bytes, "\n\n@%s@ I say nothing.", rows[i].name);
    }
    make_book(&made, "en", text);
    label_blocks(&made, text);
    struct attribution *a = attribute(&made);
    CHECK(a != NULL);
    for (size_t i = 0; a != NULL && i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(kind_of(a, rows[i].name), rows[i].kind) != 0)
            printf("# %s\n", rows[i].name);
        CHECK_STR(kind_of(a, rows[i].name), rows[i].kind);
    }
    attribution_free(a);
}

/* A novel with a scene of a play in it: the same people. */
static void labels_of_people(void)
{
    char text[] = "“Come in,” said Anna.\n\n@ANNA@ Sit down.\n\n@Peter@ I will.";
    struct made_book made;
    make_book(&made, "en", text);
    label_blocks(&made, text);
    struct attribution *a = attribute(&made);
    CHECK(a != NULL);
    if (a != NULL) {
        CHECK_INT(a->quotation_count, 3);
        CHECK_INT(a->quotations[0].speaker, a->quotations[1].speaker);
        CHECK_STR(a->speakers[a->quotations[2].speaker].name, "Peter");
    }
    attribution_free(a);
}

TEST_MAIN(TEST(ages_of_people), TEST(childhood_long_past), TEST(kinds_of_labels),
          TEST(labels_of_people))
