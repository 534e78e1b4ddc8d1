/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Written pronunciations: symbols to mnemonics, pronunciation lexicons, the same wherever they lie.
 */
#include "book/pronunciation/phonemes.h"
#include "book/pronunciation/pls.h"

#include "../epub_maker.h"
#include "../languages.h"
#include "../test.h"
#include "base/mem.h"
#include "book/book.h"
#include "book/epub/epub.h"
#include "script/lexicon/lexicon.h"

#include <unistd.h>

struct phonemes_case {
    const char *language, *alphabet, *value;
    const char *wanted; /* mnemonics, or "!" and the problem */
};

static void check_phonemes(const struct phonemes_case *wanted)
{
    struct err err = {0};
    struct text out = {0}, problem = {0};
    struct phonemes *phonemes = phonemes_new(test_languages(), wanted->language, &err);
    CHECK(phonemes != NULL);
    text_add_str(&out, "[[");
    enum phonemes_result result =
        phonemes_map(phonemes, wanted->alphabet, view_of(wanted->value), &out, &problem);
    if (result != PHONEMES_MAPPED) {
        CHECK_STR(out.at, "[[");
        CHECK_INT(result,
                  strstr(problem.at, "alphabet") != NULL ? PHONEMES_WRONG : PHONEMES_LACKING);
        text_clear(&out);
        text_addf(&out, "[[!%s", problem.at);
    }
    CHECK_STR(out.at + 2, wanted->wanted);
    text_release(&out);
    text_release(&problem);
    phonemes_free(phonemes);
}

static void symbols(void)
{
    static const struct phonemes_case cases[] = {
        {"en-GB", "ipa", "ˈmeɪkən", "m'eIk@n"},
        {"en-GB", NULL, "təˈmɑːtoʊ", "t@m'A:toU"},
        {"en", "IPA", "ˈʃɒnɛd", "S'0nEd"},
        {"en", "", "ˈkɔːf", "k'O:f"},
        {"en", "", "ˈkɔf", "k'Of"}, /* the length mark makes another vowel */
        {"en", "ipa", "ˌʌnɪˈveɪtɪd", ",VnIv'eItId"},
        {"en", "ipa", "kənˈstɹʌkʃən", "k@nstr'VkS@n"},
        {"en", "ipa", "ˈsɪɾi", "s'It#i"},
        {"en", "ipa", "ˈɹoʊzɨz", "r'oUzI#z"},
        {"en", "ipa", "ˈmɛny", "m'Enu:"}, /* y is a vowel; English has no such mnemonic */
        {"en", "ipa", "bɔ̃ˈʒuʁ", "bO~Z'uQ\""},
        {"en", "ipa", "a b", "a b"},
        {"en", "x-sampa", "\"meIk@n", "m'eIk@n"},
        {"en", "x-sampa", "\"T3:ti", "T'3:ti"},
        {"en", "X-SAMPA", "t@\"mA:t@U", "t@m'A:toU"},
        {"en", "xsampa", "r\\`e_-t_Sl=", "r-EtS@L"},
        {"en", "espeak", "t@m'A:toU", "t@m'A:toU"},
        {"de", "ipa", "ˈʁøːə", "r'Y:@"},
        {"fr", "ipa", "bɔ̃ˈʒuʁ", "bO~Z'ur"},
        {"es-MX", "ipa", "ˈpero", "p'eR2o"},
        {"xx", "ipa", "ˈpa.ta", "p'ata"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_phonemes(&cases[i]);
}

/* An r is a part of the vowel before it, but not when it begins the next syllable. */
static void closed_syllables(void)
{
    static const struct phonemes_case cases[] = {
        {"en", "ipa", "nɪər", "ni@3"},         {"en", "ipa", "ˈmɪrər", "m'Ir3"},
        {"en", "ipa", "stɔːɹ", "stO@"},        {"en", "ipa", "ˈstɔːri", "st'O:ri"},
        {"en", "ipa", "ˈmɛm.ər.i", "m'Em@ri"}, {"en", "ipa", "ˈtiːtʃər", "t'i:tS3"},
        {"en", "ipa", "ˈteɪbəl", "t'eIb@L"},   {"en", "ipa", "ˈkætəlɒɡ", "k'at@l0g"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_phonemes(&cases[i]);
}

static void refusals(void)
{
    char long_value[PHONEMES_MAX_BYTES + 2];
    memset(long_value, 'a', sizeof long_value - 1);
    long_value[sizeof long_value - 1] = '\0';
    const struct phonemes_case cases[] = {
        {"en", "ipa", "aʘ", "!no phoneme for ʘ (U+0298)"},
        {"en", "ipa", "]]", "!no phoneme for ] (U+005D) ] (U+005D)"},
        {"en", "x-sampa", "a]", "!no phoneme for ] (U+005D)"},
        {"en", "ipa", "", "!an empty pronunciation"},
        {"en", "ipa", "ː", "!an empty pronunciation"},
        {"en", "ipa", long_value, "!a pronunciation that is too long"},
        {"en", "espeak", "a]] x", "![[ or ]] in alphabet \"espeak\""},
        {"en", "espeak", "a]", "![[ or ]] in alphabet \"espeak\""},
        {"en", "x-JEITA", "a",
         "!alphabet \"x-JEITA\"; the alphabet must be ipa, x-sampa or espeak"},
        {NULL, "ipa", "a", "!a pronunciation in no language"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_phonemes(&cases[i]);
    CHECK_INT(phonemes_map(NULL, "ipa", view_of("a"), &(struct text){0}, NULL), PHONEMES_LACKING);
}

#define PLS(body)                                                                                  \
    "<lexicon xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' alphabet='ipa' "             \
    "xml:lang='en'>\n" body "</lexicon>"
#define LEXEME(word, pronunciations)                                                               \
    "<lexeme><grapheme>" word "</grapheme>" pronunciations "</lexeme>\n"

/* Each entry of a lexicon as a line: "line written=spoken", [[ ]] around mnemonics, "!" problems.
 */
static void check_pls(const char *body, const char *wanted)
{
    struct err err = {0};
    struct text lines = {0};
    struct pls *pls = pls_read(test_languages(), view_of(body), "en", &err);
    if (pls == NULL)
        text_addf(&lines, "%d %s", err.kind, err.text);
    for (size_t i = 0; pls != NULL && i < pls->count; i++) {
        const struct pls_entry *entry = &pls->entries[i];
        text_addf(&lines, "%d %s=", entry->line, entry->written);
        if (entry->spoken != NULL)
            text_addf(&lines, entry->phonemes ? "[[%s]]\n" : "%s\n", entry->spoken);
        else
            text_addf(&lines, "!%s%s\n", entry->wrong ? "!" : "", entry->problem);
    }
    CHECK_STR(text_view(&lines).at, wanted);
    text_release(&lines);
    pls_free(pls);
}

static void lexicons(void)
{
    check_pls(PLS("<lexeme><grapheme>Sioned</grapheme>\n<grapheme>Shoned</grapheme>"
                  "<phoneme>ˈʃɒnɛd</phoneme></lexeme>"),
              "2 Sioned=[[S'0nEd]]\n3 Shoned=[[S'0nEd]]\n");
    check_pls(PLS(LEXEME("W3", "<alias>web [[a]]</alias>")
                      LEXEME("t", "<phoneme alphabet='x-sampa'>\"T3:ti</phoneme>")),
              "2 W3=web [ [a]]\n3 t=[[T'3:ti]]\n");
    check_pls("<lexicon><lexeme><grapheme>a</grapheme><phoneme>a</phoneme></lexeme></lexicon>",
              "1 a=[[a]]\n");
    check_pls("<html/>", "3 it is neither a W3C lexicon (it has no <lexicon>) nor a list");
}

static void which_pronunciation_counts(void)
{
    check_pls(PLS(LEXEME("x", "<alias>first</alias><alias prefer='true'>second</alias>")),
              "2 x=second\n");
    check_pls(PLS(LEXEME("x", "<alias>first</alias><phoneme>a</phoneme>")), "2 x=first\n");
    check_pls(PLS(LEXEME("x", "<phoneme>ʘ</phoneme><alias/><alias>other</alias>")), "2 x=other\n");
    check_pls(PLS(LEXEME("x", "<alias>first</alias>") LEXEME("X", "<alias>capital</alias>")
                      LEXEME("x", "<alias>again</alias>")),
              "2 x=first\n3 X=capital\n");
    check_pls(PLS(LEXEME("x", "<phoneme>ʘ</phoneme>") LEXEME("x", "<alias>first</alias>")
                      LEXEME("x", "<alias prefer='true'>preferred</alias>")),
              "4 x=preferred\n");
}

static void faulty_lexicons(void)
{
    char word[PLS_MAX_WORD_BYTES + 2];
    struct text text = {0};
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    check_pls(PLS(LEXEME("a", "<phoneme>ǀ</phoneme>") LEXEME("b", "<alias/>")),
              "2 a=!no phoneme for ǀ (U+01C0): not used\n3 b=!an empty pronunciation: not used\n");
    check_pls(PLS(LEXEME("a", "<phoneme alphabet='q'>b</phoneme>") LEXEME("", "<alias>x</alias>")
                      LEXEME("c", "") "<lexeme><alias>x</alias></lexeme>"),
              "2 a=!!b: alphabet \"q\"; the alphabet must be ipa, x-sampa or espeak\n"
              "3 =!!an empty <grapheme>\n"
              "4 =!!the <lexeme> \"c\" has no <alias> or <phoneme>\n"
              "5 =!!the <lexeme> \"x\" has no <grapheme>\n");
    text_addf(&text,
              PLS(LEXEME("%s", "<alias>x</alias>") LEXEME("b", "<alias>%s</alias>")
                      LEXEME("c", "<phoneme>%s%s</phoneme>")),
              word, word, word, word);
    check_pls(text.at, "2 =!!a <grapheme> that is too long\n"
                       "3 b=!a pronunciation that is too long: not used\n"
                       "4 c=!a pronunciation that is too long: not used\n");
    text_release(&text);
}

static void large_lexicons(void)
{
    struct err err = {0};
    struct text text = {0};
    text_add_str(&text, "<lexicon xml:lang='en'>");
    for (int i = 0; i < PLS_MAX_ENTRIES + 2; i++)
        text_addf(&text, "<lexeme><grapheme>%d</grapheme><alias>a</alias></lexeme>", i);
    text_add_str(&text, "</lexicon>");
    struct pls *pls = pls_read(test_languages(), text_view(&text), NULL, &err);
    CHECK(pls != NULL && pls->count == PLS_MAX_ENTRIES);
    CHECK(pls != NULL && pls->entries[pls->count - 1].wrong);
    pls_free(pls);
    text_reserve(&text, PLS_MAX_BYTES);
    while (text.bytes <= PLS_MAX_BYTES)
        text_add_str(&text, "                                                                ");
    CHECK(pls_read(test_languages(), text_view(&text), NULL, &err) == NULL);
    CHECK_STR(err.text, "the lexicon is larger than 16 MiB");
    text_release(&text);
}

static const char shared_lexicon[] =
    PLS(LEXEME("cough", "<phoneme>ˈkɔf</phoneme>") LEXEME("caught", "<phoneme>ˈkɔːt</phoneme>")
            LEXEME("Macon", "<phoneme alphabet='x-sampa'>\"meIk@n</phoneme>")
                LEXEME("near", "<phoneme>nɪər</phoneme>")
                    LEXEME("menu", "<phoneme>mɛˈny</phoneme><alias>list</alias>")
                        LEXEME("tut", "<phoneme>ǀ</phoneme><alias>tt</alias>")
                            LEXEME("both", "<alias>two</alias><phoneme>boʊθ</phoneme>")
                                LEXEME("both", "<alias>late</alias>")
                                    LEXEME("click", "<phoneme>ǀʌt</phoneme>"));

static struct book *read_epub(struct err *err)
{
    struct epub_maker maker = {0};
    epub_add(&maker, "META-INF/container.xml", EPUB_CONTAINER);
    epub_add(&maker, "EPUB/book.opf",
             "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata "
             "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>T</dc:title>"
             "<dc:language>en</dc:language></metadata><manifest>"
             "<item id='l' href='l.pls' media-type='application/pls+xml'/>"
             "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>"
             "<spine><itemref idref='a'/></spine></package>");
    epub_add(&maker, "EPUB/l.pls", shared_lexicon);
    epub_add(&maker, "EPUB/a.xhtml",
             "<html xmlns='http://www.w3.org/1999/xhtml'><head><link rel='pronunciation' "
             "type='application/pls+xml' href='l.pls'/></head><body>"
             "<p>cough caught Macon near menu tut both click</p></body></html>");
    struct text zip = epub_finish(&maker);
    struct book *book = epub_read("-", &zip, NULL, err);
    text_release(&zip);
    return book;
}

static struct lexicon *read_beside(struct err *err)
{
    char path[200];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/pls-XXXXXX", folder != NULL ? folder : "/tmp");
    int file = mkstemp(path);
    CHECK(file >= 0 && write(file, shared_lexicon, strlen(shared_lexicon)) > 0);
    close(file);
    struct lexicon *lexicon = lexicon_new(test_languages(), "en");
    CHECK(lexicon_add_file(lexicon, path, err));
    unlink(path);
    return lexicon;
}

static void same_in_an_epub_and_beside_a_book(void)
{
    struct err err = {0};
    struct book *book = read_epub(&err);
    struct lexicon *lexicon = read_beside(&err);
    size_t spans = 0;
    CHECK_INT(lexicon_count(lexicon), 8);
    for (size_t i = 0; book != NULL && i < lexicon_count(lexicon); i++) {
        const struct lexicon_entry *entry = lexicon_at(lexicon, i);
        if (entry->problem != NULL)
            continue;
        struct text said = {0};
        if (spans < book->span_count)
            text_addf(&said, book->spans[spans].kind == SPAN_PHONEMES ? "[[%s]]" : "%s",
                      book->spans[spans].value);
        CHECK_STR(text_view(&said).at, entry->spoken);
        text_release(&said);
        spans++;
    }
    CHECK_INT(spans, 7);
    CHECK_INT(book != NULL ? book->span_count : 0, spans);
    lexicon_free(lexicon);
    book_free(book);
}

TEST_MAIN(TEST(symbols), TEST(closed_syllables), TEST(refusals), TEST(lexicons),
          TEST(which_pronunciation_counts), TEST(faulty_lexicons), TEST(large_lexicons),
          TEST(same_in_an_epub_and_beside_a_book))
