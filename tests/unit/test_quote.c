/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Quotation marks: each row is a text in which [ and ] stand around what shall be found; then what
 * must hold for hostile input.
 */
#include "base/mem.h"
#include "script/quotes/quotes.h"

#include "../test.h"
#include "book_of.h"

#include <time.h>

struct row {
    const char *language, *marked;
};

static void unmark(const char *marked, struct text *text)
{
    for (const char *p = marked; *p != '\0'; p++)
        if (*p != '[' && *p != ']')
            text_add_char(text, *p);
}

static void mark(const struct text *text, const struct quotes *quotes, struct text *marked)
{
    size_t at = 0;
    for (size_t i = 0; i < quotes->count; i++) {
        text_add(marked, text->at + at, quotes->items[i].start - at);
        text_add_char(marked, '[');
        text_add(marked, text->at + quotes->items[i].start,
                 quotes->items[i].end - quotes->items[i].start);
        text_add_char(marked, ']');
        at = quotes->items[i].end;
    }
    text_add(marked, text->at + at, text->bytes - at);
}

static void check_row(const struct row *row)
{
    struct text text = {0}, marked = {0};
    struct made_book made;
    struct err err = {0};
    struct vocabulary *vocabulary = vocabulary_load(test_languages(), row->language, &err);
    unmark(row->marked, &text);
    make_book(&made, row->language, text.at);
    struct quotes quotes = quotes_find(&made.book, vocabulary);
    mark(&text, &quotes, &marked);
    CHECK_STR(marked.at, row->marked);
    quotes_release(&quotes);
    vocabulary_free(vocabulary);
    text_release(&text);
    text_release(&marked);
}

#define CHECK_ROWS(rows)                                                                           \
    for (size_t row_index = 0; row_index < sizeof(rows) / sizeof(rows)[0]; row_index++)            \
    check_row(&(rows)[row_index])

static void double_marks(void)
{
    static const struct row rows[] = {
        {"en", "[“Come in,”] said Anna. [“It is late.”]"},
        {"en", "[\"Come in,\"] said Anna. [\"It is late.\"]"},
        {"en", "[\"Wait--\"] He stopped. [\"No!\"]"},
        {"en", "She said:[\"Yes.\"]"},
        {"en", "He was 6\" tall and she said nothing."},
        {"en", "[“She called it ‘mad’ and went,”] said Ben."},
        {"en", "[“One paragraph.]\n\n[“And another.”]"},
        {"en", "[“It never closes, said Anna.]\n\nShe went home."},
        {"en", "[“A wrong-way mark“], said Ben."},
        {"en", "[“A wrong-way mark--“]; but he went on."},
    };
    CHECK_ROWS(rows);
}

static void single_marks(void)
{
    static const struct row rows[] = {
        {"en", "[‘Don’t go,’] said Anna. [‘It’s late.’]"},
        {"en", "['Don't go,'] said Anna. ['It's late.']"},
        {"en", "[‘The boys’ hats are gone,’] said Ben."},
        {"en", "[‘He said “no” and went,’] said Ben."},
        {"en", "[‘What is ‘right’ or ‘wrong’?’] asked Ben."},
        {"en", "['Give 'em a cake,'] said Ben.\n\nHe gave 'em two."},
        {"en", "[“Come,”] said Anna. The shop is called [‘Blue Star’]."},
        {"en", "[“Come,”] said Anna. 'Tis late; the dogs' bowls were empty."},
    };
    CHECK_ROWS(rows);
}

static void other_marks(void)
{
    static const struct row rows[] = {
        {"de", "[„Komm herein“], sagte Anna. [„Es ist spät.“]"},
        {"de", "[»Komm herein«], sagte Anna. [»Es ist spät.«]"},
        {"fr", "[« Entrez »], dit Anna. [« Il est tard. »]"},
        {"fr", "[« Entrez,] dit Anna, [il est tard. »]"},
        {"fr", "[« Entrez.]\n\n[» Il est tard. »]"},
        {"xx", "[「いいえ」]と言った。"},
    };
    CHECK_ROWS(rows);
}

/* Tags between the marks, without marks of their own. */
static void tags_between_marks(void)
{
    static const struct row rows[] = {
        {"fr", "[« Une suffira,] dit d'Orval. [N'est-ce pas ? »]"},
        {"fr", "[« Un garçon de la gare,] répondit Anne, [il s'appelait Pierre. »]"},
        {"fr", "[« Oui,] dit-il, [je viens. »] Il sortit."},
        {"fr", "[« Quoi !] s’exclama-t-elle. [Déjà ? »]"},
        {"fr", "[« Non,] lui dit le vieux meunier. »"},
        {"fr", "[« Alors, dites-vous, il faut partir ? »]"},
        {"fr", "[« Il est venu, il a dit la vérité, il est parti. »]"},
        {"es", "[«Un muchacho] —contestó Ana—, [se llamaba Pedro»]."},
        {"es", "[“Un muchacho] —contestó Ana—, [¿no lo sabes?”]"},
        {"es", "[«Mi hermano —el mayor—, se fue»]."},
        {"en", "[“The boy—said Anna—was called Peter,”] said Ben."},
        {"en", "[“Yes, said Anna, he was called Peter,”] said Ben."},
    };
    CHECK_ROWS(rows);
}

static void dashes(void)
{
    static const struct row rows[] = {
        {"en", "[—I am late,] said Anna, [but I am here.]\n\n[—You are,] said Ben.\n\n[—Yes.]"},
        {"es", "[—No sé] —dijo Juan—. [Vámonos.]\n\n[—¿Adónde?]\n\n[—A casa] —dijo Ana."},
        {"ru", "[— Не знаю,] — сказал он. [— Пойдём.]\n\n[— Куда?]\n\n[— Домой,] — ответила она."},
        {"fr", "[— Je ne sais pas,] dit-il.\n\n[— Vous savez.]\n\n[— Non,] répondit Jean."},
        {"en", "[“Come,”] said Anna.\n\n—A motto.\n\n[“Now,”] said Ben."},
    };
    CHECK_ROWS(rows);
}

/* Tags set off by dashes that come in pairs. */
static void paired_dashes(void)
{
    static const struct row rows[] = {
        {"es", "[—¡Nunca!] —Ana dio un paso atrás—. [Te odia.]\n\n[—No] —dijo él, en voz "
               "baja—, [pero ven.]\n\n[—Voy] —murmuró Ana—: [tengo sueño.]\n\nPedro la miró."},
        {"es", "[- ¡Hola!] -dijo Ana-. [Ven.]\n\n[- No puedo] -respondió Juan-, [tengo "
               "trabajo.]\n\n[-¿Trabajo?]"},
        {"ru",
         "[— Это — мой дом,] — сказала она.\n\n[— Хорошо,] — Иван вздохнул, "
         "[— тогда я останусь.]\n\n[— Стой!] — крикнул он. [— Ты куда?]\n\nОн — старик — ушёл."},
        {"pl", "[— Nie wiem] — powiedział Jan. [— Chodźmy.]\n\n[— Dokąd?] — zapytała "
               "Anna.\n\n[— Dobrze] — Jan westchnął [— ale zaraz.]"},
        {"it", "[– Sì,] – disse Marco. [– Andiamo.]\n\n[– Dove?] – chiese lei.\n\nMarco disse: [– "
               "Vieni.]\n\n[– Mai!] –"},
        {"pt", "[— Não sei] — disse João. [— Vamos.]\n\n[— Para onde?] — perguntou ela.\n\n[— "
               "Nunca!] — exclamou Maria."},
    };
    CHECK_ROWS(rows);
}

/* Tags without marks of their own. */
static void unmarked_tags(void)
{
    static const struct row rows[] = {
        {"en", "[—Yes]—said Mr Doran, turning round[—I will ask her myself.]\n\n[—Long enough,] he "
               "answered.\n\nHe kicked a stone into the gutter, said nothing and went "
               "away.\n\n[—Give us a cigarette,] said Lenehan at last."},
        {"en",
         "Nasty Roche had said:\n\n[—What kind of a name is that?]\n\nHe had asked:\n\n[—What "
         "is your father?]\n\n[—A gentleman,] droned Stephen."},
        {"fr",
         "[— Oui,] dit-il enfin, [je viens avec vous.]\n\n[— Et votre père ?] demanda "
         "Jean.\n\nIl lui demanda : [« Où est-elle ? »]\n\n[— Non,] murmura assez bas Marie."},
        {"fr",
         "[--Qui va là?] dit le maître.\n\n[--Quelqu'un.]\n\n[--Monsieur,] dit-il en ôtant sa "
         "casquette, [voudriez-vous bien m'ouvrir?]"},
    };
    CHECK_ROWS(rows);
}

/* Dashes at the start of a block that open no speech. */
static void other_dashes(void)
{
    static const struct row rows[] = {
        {"en", "[“A list,”] said Anna.\n\n— a pair of gloves\n\n— two keys\n\n— one hat\n\n"
               "[“That is all.”]"},
        {"en", "The wind rose.\n\n—JOHN MILTON\n\nThe sea fell.\n\n—Walter Scott\n\nIt was "
               "dark.\n\n—Mary Ann Evans\n\nThe end."},
    };
    CHECK_ROWS(rows);
}

static void announced(void)
{
    static const struct row rows[] = {
        {"en",
         "The mayor spoke in the following words:\n\n[Friends, we are here.]\n\n[“We stay.]\n\n[We "
         "build.”]\n\nThen he sat down."},
        {"en", "The words were as follows:\n\n[We are here.]\n\nThen he sat down."},
        {"en", "She had three things:\n\nA cat and a dog.\n\nA house."},
    };
    CHECK_ROWS(rows);
}

/* Items with a hyphen are speech where they ask, cry or have tags. */
static void check_list(const char *text_of_book, size_t wanted)
{
    struct text text = {0};
    struct made_book made;
    struct err err = {0};
    struct vocabulary *vocabulary = vocabulary_load(test_languages(), "es", &err);
    text_add_str(&text, text_of_book);
    make_book(&made, "es", text.at);
    for (size_t i = 0; i < made.book.block_count; i++)
        made.book.blocks[i].kind = BLOCK_LIST;
    struct quotes quotes = quotes_find(&made.book, vocabulary);
    CHECK(quotes.count == wanted);
    quotes_release(&quotes);
    vocabulary_free(vocabulary);
    text_release(&text);
}

static void lists(void)
{
    check_list("- Corte el pan.\n\n- Añada la sal.\n\n- Sirva la sopa.", 0);
    check_list("- ¡Hola! -dijo Ana-. Ven.\n\n- No puedo.\n\n- Ven ya -dijo ella.", 4);
}

/* A text of `count` times `piece` in one paragraph. */
static void check_time(const char *piece, size_t count)
{
    struct text text = {0};
    struct made_book made;
    struct err err = {0};
    struct vocabulary *vocabulary = vocabulary_load(test_languages(), "en", &err);
    for (size_t i = 0; i < count; i++)
        text_add_str(&text, piece);
    make_book(&made, "en", text.at);
    clock_t start = clock();
    struct quotes quotes = quotes_find(&made.book, vocabulary);
    CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 5);
    for (size_t i = 1; i < quotes.count; i++)
        if (quotes.items[i].start < quotes.items[i - 1].end)
            CHECK(!"quotations overlap");
    quotes_release(&quotes);
    vocabulary_free(vocabulary);
    text_release(&text);
}

static void a_million_marks(void)
{
    static const char *const pieces[] = {"\"",
                                         "“",
                                         "”",
                                         "‘a ",
                                         "'a ",
                                         "“a ‘b ",
                                         "« ",
                                         "„a",
                                         "\n\n—a, said b",
                                         "'a \"b ",
                                         "—",
                                         "‘a “",
                                         "« a, said b ",
                                         "« a —said Ann, ",
                                         "“a —said Ann "};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        check_time(pieces[i], 200000);
}

TEST_MAIN(TEST(double_marks), TEST(single_marks), TEST(other_marks), TEST(tags_between_marks),
          TEST(dashes), TEST(paired_dashes), TEST(unmarked_tags), TEST(other_dashes), TEST(lists),
          TEST(announced), TEST(a_million_marks))
