/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who speaks: little stories with the speakers of their lines, in order; "?" is nobody known, "-" a
 * quotation that nobody speaks.
 */
#include "base/mem.h"
#include "script/attribution/attribution.h"

#include "../test.h"
#include "book_of.h"

#include <time.h>

static struct attribution *attribute(struct made_book *made, const char *language, const char *text)
{
    struct err err = {0};
    struct attribution_options options = {.margin = 50};
    make_book(made, language, text);
    return attribution_make(&made->book, &options, &err);
}

static void list_speakers(const struct attribution *a, struct text *list)
{
    for (size_t i = 0; i < a->quotation_count; i++) {
        const struct quotation *q = &a->quotations[i];
        text_addf(list, "%s%s", i == 0 ? "" : ", ",
                  q->kind == QUOTATION_MENTION    ? "-"
                  : q->speaker == SPEAKER_UNKNOWN ? "?"
                                                  : a->speakers[q->speaker].name);
    }
}

static void check_story(const char *language, const char *story, const char *speakers)
{
    struct made_book made;
    struct text list = {0};
    struct attribution *a = attribute(&made, language, story);
    CHECK(a != NULL);
    if (a != NULL)
        list_speakers(a, &list);
    CHECK_STR(list.at == NULL ? "" : list.at, speakers);
    text_release(&list);
    attribution_free(a);
}

static void named_tags(void)
{
    check_story("en", "“Come in,” said Anna. “Sit down.”\n\n“Thank you,” Peter replied.",
                "Anna, Anna, Peter");
    check_story("en", "Anna turned to him and said, “Come in.”", "Anna");
    check_story("en", "Anna told Peter, “Come in.”", "Anna");
    check_story("en", "“Come in,” Ash Vey replied.", "Ash Vey");
    check_story("en", "“Come in,” said his brother.", "his brother");
    check_story("en", "“Come in,” said his brother Paul. “Sit,” said Ann's sister Joan.",
                "Paul, Joan");
    check_story("en", "“Come in,” said a breathless Anna.", "Anna");
    check_story("en", "“Come in,” the other man said.", "the other man");
    check_story("en", "“Come in,” said old Mrs. Snow, with a smile.", "Mrs. Snow");
    check_story("en", "“Come in,” hazarded Anna.", "Anna");
    check_story("en", "“Come in.”\n\n“Sit down.”", "?, ?"); /* nobody is mentioned */
    check_story("en", "“Come in,” put in Anna.", "Anna");
    check_story("en", "“Come in,” the umbrella-man put in.", "the umbrella-man");
    check_story("en", "“Come in,” Anna deadpanned to Peter.", "Anna");
}

/* A tag in every shape; the other one in the sentence is not the one who speaks. */
static void shapes_of_tags(void)
{
    static const char *const stories[][2] = {
        {"“Come in,” said poor tired Anna.", "Anna"},
        {"“Come in,” said, after a long pause, the Colonel.", "Colonel"},
        {"“Come in,” Anna, after a long pause, replied.", "Anna"},
        {"“Come in,” Anna went on, with a look at Peter.", "Anna"},
        {"“Come in,” exclaimed the voice of Mrs. Snow.", "Mrs. Snow"},
        {"“Come in,” was Anna’s only answer to Peter.", "Anna"},
        {"Anna’s reply, “Come in,” did not surprise Peter.", "Anna"},
        {"“Come in,” he heard Anna say.", "Anna"},
        {"“Come in,” nodded the doctor.", "the doctor"},
        {"“Come in,” said the station-master. He sat down.", "the station-master"},
        {"Peter sat down, and Anna, who saw him, said, “Come in.”", "Anna"},
        {"Peter looked up at Anna, who said in a low voice, “Come in.”", "Anna"},
        {"Then Anna, who was tired of teasing Peter, added: “Come in.”", "Anna"},
        {"Anna said, “Come in,” while Peter edged away.", "Anna"},
        {"Anna opened the door and said: “Come in,” and Peter ran away.", "Anna"},
        {"The small boat lay in the small bay. “Come in,” said Small.", "Small"},
        {"“Come in,” said the next morning’s paper.", "?"},
        {"“Come in,” Said the doctor; “sit down.”", "?, ?"},
        {"His appointment as commander spoke for him. “Come in.”", "?"},
    };
    for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++)
        check_story("en", stories[i][0], stories[i][1]);
}

/* The speakers of a story, each once. */
static size_t count_people(const char *story)
{
    struct made_book made;
    struct attribution *a = attribute(&made, "en", story);
    size_t people = 0;
    for (size_t i = SPEAKER_RESERVED; i < a->speaker_count; i++)
        people += a->speakers[i].quotations > 0;
    attribution_free(a);
    return people;
}

static void other_names(void)
{
    check_story("en",
                "“What's that?” said the umbrella-man, who was called Bristle.\n\n“A key,” said "
                "Anna.\n\n“Give it to me,” said Bristle.\n\n“No,” said Anna.",
                "Bristle, Anna, Bristle, Anna");
    check_story("en",
                "There came a boy named Tull.\n\n“Wait,” said the boy.\n\n“Why?” said "
                "Anna.\n\n“For me,” said Tull.",
                "Tull, Anna, Tull");
    /* who answers to a name has it */
    CHECK_INT(count_people("“Good day, Mr. Frost,” said Anna.\n\n“Good day,” said "
                           "Peter.\n\n“You are late, Mr. Frost,” said Anna.\n\n“I am,” said "
                           "Peter.\n\nThen Mr. Frost was silent."),
              2);
    /* the captain is Captain Snow */
    CHECK_INT(count_people("“Good day,” said Captain Snow.\n\nHe sat down. Captain Snow was "
                           "old.\n\n“It is late,” said the captain."),
              1);
    /* "Snow" is Mr. Snow, not his daughter */
    check_story("en",
                "“Good day,” said Mr. Snow.\n\n“Good day,” said Lucy Snow.\n\n“It is late,” said "
                "Snow.",
                "Snow, Lucy Snow, Snow");
    check_story("en", "“Good day,” said Anna of Green Hill.\n\n“It is late,” said Anna.",
                "Anna, Anna");
}

/* Others call the narrator by a name. */
static void narrators_name(void)
{
    check_story("en",
                "“You are late, Peter,” said Anna.\n\n“I am,” I said.\n\n“Come in, Peter,” said "
                "Anna.\n\n“Thank you,” I said.\n\nWe went in.\n\n“Sit down, Peter,” said "
                "Anna.\n\n“Thank you.”",
                "Anna, I, Anna, I, Anna, I");
}

static void turns(void)
{
    check_story("en",
                "“Are you there?” asked Anna.\n\n“I am,” said Peter.\n\n“Then come.”\n\n“I "
                "cannot.”\n\n“Why "
                "not?”",
                "Anna, Peter, Anna, Peter, Anna");
}

static void pronouns(void)
{
    check_story("en",
                "Anna Snow came in. She looked tired.\n\n“Good evening,” said Mr. Brown.\n\n“Good "
                "evening,” she "
                "said. “It is cold.”",
                "Mr. Brown, Anna Snow, Anna Snow");
}

static void one_paragraph_two_speakers(void)
{
    check_story("en", "“Come,” said Anna. “No,” said Peter.", "Anna, Peter");
}

static void not_spoken(void)
{
    check_story("en", "“Come,” said Anna.\n\nThey call it “progress” in the town.", "Anna, -");
    check_story("en", "“Come,” said Anna.\n\nShe was reading the “Evening Star” in bed.",
                "Anna, -");
}

static void thoughts(void)
{
    struct made_book made;
    struct attribution *a =
        attribute(&made, "en", "“How late it is!” thought Anna.\n\n“Come,” said Peter.");
    CHECK_INT(a->quotation_count, 2);
    CHECK_INT(a->quotations[0].kind, QUOTATION_THOUGHT);
    CHECK_INT(a->quotations[1].kind, QUOTATION_SPEECH);
    attribution_free(a);
}

static void names_of_one_person(void)
{
    struct made_book made;
    struct attribution *a = attribute(&made, "en",
                                      "Lucy Snow came in. “Good day,” said Lucy.\n\n“Good day, "
                                      "Miss Snow,” said Mr. Brown.\n\n“How do "
                                      "you do, Mr. Brown?” said Miss Snow.\n\n“Mother is here,” "
                                      "said Lucy.\n\n“Good day,” said Mrs. "
                                      "Snow.\n\n“Good day, Mrs. Snow,” said Brown.");
    size_t people = 0;
    for (size_t i = SPEAKER_RESERVED; i < a->speaker_count; i++)
        people += a->speakers[i].quotations > 0;
    CHECK_INT(people, 3);
    attribution_free(a);
}

/* Nobody has a name; in a short text they are believed all the same. */
static void main_parts_without_names(void)
{
    check_story("en",
                "A boy came over the hill, and there sat a girl by the stream.\n\n"
                "“What's that house?” asked the boy.\n\n"
                "“The mill,” said the girl.\n\n"
                "They looked at it for a while. He threw a stone into the water.\n\n"
                "“And that one?”\n\n“The school.”\n\nHe jumped up.\n\n"
                "“What school?” he cried.\n\n“Mr. Brown's,” she said.\n\n"
                "“I'm going there,” said the boy.\n\n“Are you?” She did not look up.\n\n“Yes.”\n\n"
                "“I went once,” said the girl.",
                "A boy, a girl, A boy, a girl, A boy, a girl, A boy, a girl, A boy, a girl");
}

static void first_person(void)
{
    check_story("en", "“Who is it?” I asked.\n\n“Anna,” said Anna.\n\n“Come in,” I said.",
                "I, Anna, I");
}

static void announced_speeches(void)
{
    check_story("en",
                "Dr Anna Snow, the mayor of the town, closed the day in the following "
                "words:\n\nFriends, we are "
                "here today.\n\n“We shall stay.”\n\nMy own contribution was as follows:\n\nI am "
                "glad.\n\nPeter "
                "Brown recited his poem:\n\nThe night is long.",
                "Dr Anna Snow, Dr Anna Snow, I, Peter Brown");
}

static void news(void)
{
    check_story("en",
                "The bridge will open in May, said Transport Minister Jane Hill. “We are on time,” "
                "Hill told "
                "reporters.\n\n“It is late,” according to Peter Brown, a driver.",
                "Minister Jane Hill, Peter Brown");
}

static void other_languages(void)
{
    check_story("de", "„Komm herein“, sagte Anna.\n\n„Danke“, antwortete Peter.", "Anna, Peter");
    check_story("fr",
                "— Entrez, dit Anne.\n\n— Merci, répondit Pierre.\n\n— Asseyez-vous, dit Anne.",
                "Anne, Pierre, Anne");
    check_story("es", "—Pasa —dijo Ana.\n\n—Gracias —respondió Pedro.\n\n—Siéntate —dijo Ana.",
                "Ana, Pedro, Ana");
}

static void labelled_lines(void)
{
    struct made_book made;
    struct err err = {0};
    make_book(&made, "en", "Come in.\n\nThank you.\n\nSit down.");
    made.blocks[0].speaker = made.blocks[2].speaker = "ANNA";
    made.blocks[1].speaker = "PETER";
    struct attribution *a = attribution_make(&made.book, &attribution_defaults, &err);
    struct text list = {0};
    list_speakers(a, &list);
    CHECK_STR(list.at, "ANNA, PETER, ANNA");
    text_release(&list);
    attribution_free(a);
}

static void check_time(const char *opening, const char *piece, size_t count)
{
    struct text text = {0};
    struct made_book made;
    text_add_str(&text, opening);
    for (size_t i = 0; i < count; i++)
        text_add_str(&text, piece);
    clock_t start = clock();
    struct attribution *a = attribute(&made, "en", text.at);
    CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 10);
    attribution_free(a);
    text_release(&text);
}

static void hostile(void)
{
    static const char *const pieces[] = {"\"A\" B said. ",
                                         "Anna Bea Cea Dea ",
                                         "“",
                                         "\"\n\" ",
                                         "“a,” said A. “b,” said B. ",
                                         "Mr. Snow ",
                                         "\xFF",
                                         "—a, said ",
                                         "“Anna,” said Peter.\n\n",
                                         "“Sir,” said the man who said the man, said "};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        check_time("", pieces[i], 100000);
    check_time("“", "my ", 400000);
    check_story("en", "", "");
    check_story("xx", "“A.”", "?");
}

TEST_MAIN(TEST(named_tags), TEST(shapes_of_tags), TEST(other_names), TEST(narrators_name),
          TEST(turns), TEST(pronouns), TEST(one_paragraph_two_speakers), TEST(not_spoken),
          TEST(thoughts), TEST(names_of_one_person), TEST(main_parts_without_names),
          TEST(first_person), TEST(announced_speeches), TEST(news), TEST(other_languages),
          TEST(labelled_lines), TEST(hostile))
