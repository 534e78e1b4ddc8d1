/* SPDX-License-Identifier: GPL-3.0-or-later */
/* (X)HTML to blocks: what is read, how it is cut, what is skipped and why; and the source made
 * harmless. */
#include "../test.h"
#include "book/book.h"
#include "book/element/css.h"
#include "book/element/element.h"
#include "book/html/html.h"
#include "book/read/html_file.h"
#include "book/wording/title.h"
#include "book/xml/source.h"
#include "book/xml/xml.h"
#include "book_text.h"

#include <stdlib.h>
#include <string.h>

static struct book *read_html(const char *html, const struct book_options *options)
{
    return read_text(html_file_read, html, options);
}

static const char *const kinds[] = {"h", "", "v:", "L:", "l:", "break", "skip"};

/* Every block as "kind:text" or "(reason:text)", with a bar between. */
static const char *outline(const char *html, const struct book_options *options)
{
    static char line[2000];
    struct book *book = read_html(html, options);
    size_t used = 0;
    line[0] = '\0';
    for (size_t i = 0; book != NULL && i < book->block_count; i++) {
        const struct block *block = &book->blocks[i];
        int bytes = (int)(block->end - block->start);
        const char *text = book->text + block->start;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s", i > 0 ? "|" : "");
        if (block->kind == BLOCK_SKIP)
            used += (size_t)snprintf(line + used, sizeof line - used, "(%s:%.*s)",
                                     skip_reason_name(block->reason), bytes, text);
        else if (block->kind == BLOCK_BREAK)
            used += (size_t)snprintf(line + used, sizeof line - used, "%s",
                                     block->reason == SKIP_MARKUP ? "***" : "?");
        else if (block->kind == BLOCK_HEADING)
            used += (size_t)snprintf(line + used, sizeof line - used, "h%d:%.*s", block->level,
                                     bytes, text);
        else
            used +=
                (size_t)snprintf(line + used, sizeof line - used, "%s%s%s%.*s", kinds[block->kind],
                                 block->speaker != NULL ? block->speaker : "",
                                 block->speaker != NULL ? ">" : "", bytes, text);
    }
    book_free(book);
    return line;
}

struct outline_case {
    const char *html, *blocks;
};

static void check_outlines(const struct outline_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_STR(outline(cases[i].html, NULL), cases[i].blocks);
}
#define CHECK_OUTLINES(cases) check_outlines(cases, sizeof(cases) / sizeof(cases)[0])

static void inline_elements_never_split_words(void)
{
    static const struct outline_case cases[] = {
        {"<p><span class='drop'>T</span>he s<small>EA</small> up<wbr>per</p>", "The sEA upper"},
        {"<p>a<b>b</b> <i> c </i>d</p>", "ab c d"},
        {"<p>soft&shy;hyphen ze&#x200B;ro</p>", "softhyphen zero"},
        {"<p>half<span epub:type='pagebreak' title='5'>5</span>word</p>",
         "halfword|(page-number:5)"},
        {"<p>20<sup>th</sup> H<sub>2</sub>O</p>", "20th H2O"},
        {"<p class='a''>Two</p><p title=\"b>Three</p><p class=\"c\">Four</p>", "Two|Three|Four"},
        {"<p><img alt='T' src='t.png'>he end</p>", "The end"},
        {"<p>a<br>b</p>", "a b"},
        {"<p>a<br><br>b</p>", "a|b"},
        {"<p>a &nbsp; b&nbsp;c</p>", "a b\xC2\xA0"
                                     "c"},
        {"<p>e&#x301;&#x301;&#x301;&#x301;&#x301;&#x301;x</p>",
         "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81x"},
    };
    CHECK_OUTLINES(cases);
}

static void block_elements_never_join(void)
{
    static const struct outline_case cases[] = {
        {"<h2>One</h2>text<p>two</p>three<div>four<p>five</p>six</div>",
         "h2:One|text|two|three|four|five|six"},
        {"<ul><li>a</li><li><p>b</p><p>c</p></li></ul><dl><dt>t<dd>d</dl>", "l:a|l:b|l:c|l:t|l:d"},
        {"<p>a</p><hr><p>b</p>", "a|***|b"},
        {"<p>a</p><p>* * *</p><hr><p>b</p>", "a|***|b"},
        {"<p>a</p><p class='scenebreak'></p><p>b</p>", "a|***|b"},
        {"<p>a</p><p><img alt='' src='img/fleuron-2.png'></p><p>b</p>", "a|***|b"},
        {"<p>a</p><div class='ornamental-break'><img alt='Ornamental break'></div><p>b</p>",
         "a|***|b"},
        {"<p>a</p><p><img alt='' src='img/breakfast.png'></p><p>b</p>", "a|b"},
        {"<p>a</p><p>oOo</p><p>b</p><p>&#xFF0A;</p><p>c</p>", "a|***|b|***|c"},
        {"<p>a</p><p>XXX</p><p>o</p><p>O, O!</p><p>b</p>", "a|XXX|o|O, O!|b"},
        {"<p>a</p><p>------------------------------------------------------------------------</p>"
         "<p>b</p>",
         "a|***|b"},
        {"<p>a</p><h3>* * *</h3><p>b</p>", "a|***|b"},
        {"<hr><p>a</p><hr><h2>B</h2><p>b</p><hr>", "a|h2:B|b"},
        {"<p>a</p><p>&hellip;</p><p>b</p>", "a|…|b"},
        {"<blockquote>q</blockquote><address>x<br>y</address>", "q|x y"},
        {"<h1>Chapter<br>One</h1>", "h1:Chapter\nOne"},
        {"<hgroup><h2>I</h2><p>The Sea</p></hgroup><p>x</p>", "h2:I|h2:The Sea|x"},
        {"<div role='heading' aria-level='3'>H</div><p>x</p>", "h3:H|x"},
    };
    CHECK_OUTLINES(cases);
}

static void verse_letters_tables(void)
{
    static const struct outline_case cases[] = {
        {"<div class='poem'><p><span>a</span><br><span>b</span></p><p>c<br>d</p></div><p>e</p>",
         "v:a\nb|v:c\nd|e"},
        {"<div class='poetry'><div class='stanza'><div class='line'>a</div><div>b</div></div>"
         "<div class='stanza'><div>c</div></div></div>",
         "v:a\nb|v:c"},
        {"<div class='poem'><p>a</p><p>b</p><p>&nbsp;</p><p>c</p></div>", "v:a\nb|v:c"},
        {"<div class='poem'><p>a</p><p class='stanza-break'></p><p>b</p></div>", "v:a|v:b"},
        {"<div class='line-block'>a<br>b</div>", "v:a\nb"},
        {"<div class='line-block'><div class='line'>a</div><div class='line'>b</div></div>",
         "v:a\nb"},
        {"<section epub:type='z3998:letter'><p>Dear X,</p></section><p>y</p>", "L:Dear X,|y"},
        {"<table><caption>C</caption><tr><th>h</th><th>i</th></tr><tr><td>1</td><td></td>"
         "<td><p>2</p><p>3</p></td></tr></table>",
         "C|l:h\ni|l:1\n2\n3"},
        {"<table role='presentation'><tr><td>a</td><td>b</td></tr></table>", "a|b"},
        {"<table><tr><td>only</td></tr><tr><td>column</td></tr></table>", "only|column"},
        {"<pre>a\n  b</pre><p>x</p>", "v:a\nb|x"},
        {"<pre><code>int x;\n{\n  y\n}\n</code></pre><p>x</p>", "(code:int x;\n{ y\n})|x"},
        {"<pre>a\n* * *\nb</pre><p>x</p>", "v:a\n* * *\nb|x"},
        {"<div class='highlight'><pre>int x;</pre></div><p>x</p>", "v:int x;|x"},
        {"<pre data-type='programlisting'>int x;</pre><p>x</p>", "(code:int x;)|x"},
        {"<figure><img alt='c'><figcaption aria-hidden='true'>c</figcaption></figure>",
         "(illustration:c)|c"},
    };
    CHECK_OUTLINES(cases);
}

/* `words` words as program text. */
static const char *listing(int words)
{
    static char html[2000];
    size_t used = (size_t)snprintf(html, sizeof html, "<p>x</p><pre><code>");
    for (int i = 0; i < words; i++)
        used += (size_t)snprintf(html + used, sizeof html - used, "wow ");
    snprintf(html + used, sizeof html - used, "</code></pre>");
    return html;
}

static void long_listings_are_skipped(void)
{
    struct book_options code = {.read_reasons = 1u << SKIP_CODE};
    CHECK(strstr(outline(listing(100), NULL), "|v:wow") != NULL);
    CHECK(strstr(outline(listing(101), NULL), "|(code:wow") != NULL);
    CHECK(strstr(outline(listing(101), &code), "|v:wow") != NULL);
    static const struct outline_case cases[] = {
        {"<p>x</p><pre><code>int f(int a)\n{\n  return g(a);\n}</code></pre>",
         "x|(code:int f(int a)\n{ return g(a);\n})"},
        {"<p>x</p><pre><code>see the sea\nand swim</code></pre>", "x|v:see the sea\nand swim"},
        {"<p>x</p><pre>(She weeps.)\nO [dear] me!</pre>", "x|v:(She weeps.)\nO [dear] me!"},
        {"<p>x</p><p class='programlisting'>print x<br>print y</p>", "x|(code:print x print y)"},
        {"<p>x</p><p class='listing'><tt>sum 1</tt></p>", "x|(code:sum 1)"},
        {"<p>x</p><p class='listing'>He made a list.</p>", "x|He made a list."},
        {"<p>x</p><p><code>a[i] = b;</code></p>", "x|(code:a[i] = b;)"},
        {"<p>x</p><p><tt>(sum 1 10)</tt></p>", "x|(code:(sum 1 10))"},
        {"<p>x</p><p><tt>(Enter Ann.)</tt></p>", "x|(Enter Ann.)"},
        {"<p>x</p><p><tt>STOP. Come home.</tt></p>", "x|STOP. Come home."},
        {"<p>x</p><p>Use <code>a[i] = b;</code> here.</p>", "x|Use a[i] = b; here."},
    };
    CHECK_OUTLINES(cases);
}

/* What Word, and the sites of web novels, add to the text. */
static void furniture_of_programs_and_sites_is_skipped(void)
{
    static const struct outline_case cases[] = {
        {"<p class=MsoToc1><a href='#a'>One ..... 3</a></p><h1>One</h1><p class=MsoNormal>Text."
         "<span class=MsoCommentReference>[PA1]</span></p><p class=MsoCommentText>No!</p>",
         "(contents:One ..... 3)|h1:One|Text.|(hidden:[PA1])|(hidden:No!)"},
        {"<p>a</p><p style='font-size:0'>stolen</p><p style='color: transparent'>stolen</p>"
         "<p style='position:absolute; left:-9999px'>stolen</p><p style='font-size:0.9em'>b</p>"
         "<p style='font-size:0'><b style='font-size:1em'>c</b></p>",
         "a|(hidden:stolen)|(hidden:stolen)|(hidden:stolen)|b|c"},
        {"<style>.x { font-size: 0px }</style><p>a</p><p class='x'>stolen</p>",
         "a|(hidden:stolen)"},
        {"<p>a</p><p>&lt;&lt; Previous | Table of Contents | Next &gt;&gt;</p><p>Next Chapter</p>"
         "<p>Next.</p><p>Home.</p><p>Previous next of kin</p>",
         "a|(contents:<< Previous | Table of Contents | Next >>)|(contents:Next Chapter)|Next.|"
         "Home.|Previous next of kin"},
        {"<h1>A</h1><p>a</p><p>Please vote!</p><p>She ran.</p><h1>B</h1><p>b</p><p>She ran.</p>"
         "<p>Please vote!</p><h1>C</h1><p>Fog.</p><p>Please vote!</p><p>She ran.</p>",
         "h1:A|a|(hidden:Please vote!)|She ran.|h1:B|b|She ran.|(hidden:Please vote!)|h1:C|Fog.|"
         "(hidden:Please vote!)|She ran."},
        {"<p>2 cups flour<br>1 egg<br>½ spoon salt</p>", "l:2 cups flour\n1 egg\n½ spoon salt"},
    };
    CHECK_OUTLINES(cases);
}

static void titles_are_cleaned(void)
{
    static const struct {
        const char *title, *clean;
    } cases[] = {
        {"Chapter One ........ 3", "Chapter One"},
        {"Chapter Two . . . . . 12", "Chapter Two"},
        {"The Hill…………19", "The Hill"},
        {"And then...", "And then..."},
        {"Room 101", "Room 101"},
        {"Chapter 1 - Chapter 1: The Gate", "Chapter 1: The Gate"},
        {"chapter 12: Chapter 12 – The Hill", "Chapter 12 – The Hill"},
        {"The Gate - The Gate", "The Gate"},
        {"Run - Run Away", "Run - Run Away"},
        {"Part 1: Part 10", "Part 1: Part 10"},
        {"........", "........"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text clean = {0};
        text_add_view(&clean, title_clean(view_of(cases[i].title)));
        CHECK_STR(clean.at != NULL ? clean.at : "", cases[i].clean);
        text_release(&clean);
    }
}

/* The numbers of verses are silent, and what they number is prose. */
static void verse_numbers_are_skipped(void)
{
    static const struct outline_case cases[] = {
        {"<h2>Chapter 3</h2><span class='chapter'>3</span><p class='verse'><span class='verse-num'>"
         "<sup>1</sup></span> In those days.</p><p class='paragraph-break'></p>"
         "<p class='verse'><span class='v'>2</span> And he slept.</p>",
         "h2:Chapter 3|(markup:3)|(page-number:1)|In those days.|(page-number:2)|And he slept."},
        {"<p><sup>1</sup>One. <sup>2</sup>Two, <sup>3</sup>three. <sup>4</sup>Four.</p>"
         "<p><sup>5</sup> Five.</p>",
         "(page-number:1)|One. Two, three. Four.|(page-number:2)|(page-number:3)|(page-number:4)|"
         "(page-number:5)|Five."},
        {"<p>The <sup>14</sup>C and <sup>3</sup>H or <sup>12</sup>C or <sup>7</sup>Li or "
         "<sup>9</sup>B.</p>",
         "The 14C and 3H or 12C or 7Li or 9B."},
        {"<p class='verse'><span class='v'>3:16&#160;</span>For so.</p>",
         "(page-number:3:16)|For so."},
        {"<p class='verse'>In those<br>days 3</p>", "v:In those\ndays 3"},
        {"<p class='verse'><span class='versenum'>1</span>A hymn<br>of two lines</p>",
         "(page-number:1)|v:A hymn\nof two lines"},
        {"<p>In <span class='v'>Act</span> <span class='verse'>1914</span></p>", "In Act 1914"},
    };
    struct book_options numbers = {.read_reasons = 1u << SKIP_PAGE_NUMBER};
    CHECK_OUTLINES(cases);
    CHECK_STR(outline("<p class='verse'><span class='v'>2</span> And he slept.</p>", &numbers),
              "2 And he slept.");
}

static void plays_give_speakers(void)
{
    static const struct outline_case cases[] = {
        {"<table><tr><td epub:type='z3998:persona'>Anna.</td><td><p>Yes.</p><p>No.</p></td></tr>"
         "<tr><td></td><td>Exit.</td></tr></table>",
         "(speaker-label:Anna.)|Anna>Yes.|Anna>No.|Exit."},
        {"<p><b epub:type='z3998:persona'>Ben</b> I see.</p><p>Dark.</p>",
         "(speaker-label:Ben)|Ben>I see.|Dark."},
        {"<table><tr><td epub:type='z3998:persona'>A</td><td>Oh! "
         "<i epub:type='z3998:stage-direction'>Goes to <b epub:type='z3998:persona'>B</b>.</i> Ah!"
         "</td></tr></table>",
         "(speaker-label:A)|A>Oh!|Goes to B.|A>Ah!"},
        {"<table><tr><td epub:type='z3998:persona'>A <i epub:type='z3998:stage-direction'>aside</i>"
         "</td><td>Oh!</td></tr><tr><td epub:type='z3998:persona'><b>B</b> and\n<b>C</b> (low)</td>"
         "<td>Ah!</td></tr></table>",
         "(speaker-label:A)|aside|A>Oh!|(speaker-label:B and C (low))|B and C>Ah!"},
        {"<table><tr><td epub:type='z3998:persona'>A</td><td>One.</td></tr><tr>"
         "<td epub:type='z3998:persona'/><td>Two.</td></tr><tr><td/><td epub:type='z3998:verse'>"
         "<p><span>x</span><br/><span>y</span></p></td></tr><tr><td epub:type='z3998:persona'/><td>"
         "<i>Goes.</i></td></tr></table>",
         "(speaker-label:A)|A>One.|A>Two.|v:A>x\ny|Goes."},
        {"<p><b epub:type='z3998:persona'>ANN</b> and so.</p>", "(speaker-label:ANN)|ANN>and so."},
        {"<p><b epub:type='z3998:persona'>Ann</b> is here.</p><p><b "
         "epub:type='z3998:persona'>B’s</b> "
         "Hat.</p><p><b epub:type='z3998:persona'>C</b>, old.</p>",
         "Ann is here.|B’s Hat.|C, old."},
        {"<table><tr><td rowspan='2' epub:type='z3998:persona'>All</td><td>Oh!</td></tr>"
         "<tr><td>Ah!</td></tr><tr><td/><td>Exit.</td></tr><tr><td><b epub:type='z3998:persona'>A"
         "</b> and <b epub:type='z3998:persona'>B</b></td><td>Eh?</td></tr></table>",
         "(speaker-label:All)|All>Oh!|All>Ah!|Exit.|(speaker-label:A and B)|A and B>Eh?"},
        {"<ul epub:type='z3998:dramatis-personae'><li><b epub:type='z3998:persona'>A</b>, a "
         "man</li>"
         "</ul>",
         "l:A, a man"},
    };
    CHECK_OUTLINES(cases);
}

/* Plays of other makers: dt and dd, TEI's classes, names in italics with a colon. */
static void labels_by_markup(void)
{
    static const struct {
        const char *turn, *first; /* one turn with %s for the name; its blocks */
        bool capitals;
    } cases[] = {
        {"<p>%s—Well.</p>", "Ann—Well.", false},
        {"<p>%s—Well.</p>", "(speaker-label:ANN—)|Ann>Well.", true},
        {"<p>%s.—Well.</p>", "(speaker-label:ANN.—)|Ann>Well.", true},
        {"<dl><dt>%s</dt><dd>Well.</dd></dl>", "(speaker-label:Ann)|Ann>Well.", false},
        {"<p><em>%s</em>: Well.</p>", "(speaker-label:Ann:)|Ann>Well.", false},
        {"<h6 class='tei-speaker'>%s</h6><p>Well.</p><p>So.</p>",
         "(speaker-label:Ann)|Ann>Well.|Ann>So.", false},
        {"<div class='sp'><span class='speaker'>%s</span><p>Well. <span class='stage'>Goes"
         "</span>.</p></div><p class='stage'>EXIT.</p>",
         "(speaker-label:Ann)|Ann>Well.|Goes.|EXIT.", false},
    };
    static const char *const names[] = {"Ann", "Ben", "ANN", "BEN"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text html = {0};
        for (int turn = 0; turn < 14; turn++) {
            const char *place = strstr(cases[i].turn, "%s");
            text_add(&html, cases[i].turn, (size_t)(place - cases[i].turn));
            text_add_str(&html, names[turn % 2 + (cases[i].capitals ? 2 : 0)]);
            text_add_str(&html, place + 2);
        }
        CHECK(strncmp(outline(html.at, NULL), cases[i].first, strlen(cases[i].first)) == 0);
        text_release(&html);
    }
}

static void levels_and_poems_of_dtbook(void)
{
    static const struct outline_case cases[] = {
        {"<?xml version='1.0'?><dtbook><book><frontmatter><doctitle>T</doctitle><docauthor>A"
         "</docauthor><level1 class='title_page'><p>P</p></level1></frontmatter><bodymatter>"
         "<level1><h1>One</h1><p>a<annoref idref='#n'>1</annoref></p><annotation id='n'><p>N</p>"
         "</annotation><poem><title>The Stream</title><line>l</line></poem></level1></bodymatter>"
         "</book></dtbook>",
         "(front-matter:T)|(front-matter:A)|(front-matter:P)|h1:One|a|(note-mark:1)|(footnote:N)|"
         "v:The Stream|v:l"},
    };
    CHECK_OUTLINES(cases);
}

static void what_is_not_read_is_listed(void)
{
    static const struct outline_case cases[] = {
        {"<p>a</p><p hidden>b</p><p aria-hidden='true'>c</p><p style='display: none'>d</p>"
         "<p style='opacity:0'>e</p>",
         "a|(hidden:b)|(hidden:c)|(hidden:d)|e"},
        {"<style>.x, p.y { display: none } @media print { .z { display: none } }</style>"
         "<p class='x'>a</p><p class='y'>b</p><p class='z'>c</p>",
         "(hidden:a)|(hidden:b)|c"},
        {"<p>word.<a href='#n1' epub:type='noteref'>17</a> Next</p>", "word. Next|(note-mark:17)"},
        {"<p>a<sup><a href='#n'>1</a></sup> b<a href='#n'>[2]</a> c<a class='fnref' "
         "href='#n'>*</a></p>",
         "a b c|(note-mark:1)|(note-mark:[2])|(note-mark:*)"},
        {"<p>see <a href='#c4'>Chapter 4</a>, <a href='#s'>12</a>.<sup>3</sup> x<sup>2</sup></p>",
         "see Chapter 4, 12. x2|(note-mark:3)"},
        {"<p>a</p><aside epub:type='footnote' id='n'><p>Note. <a role='doc-backlink' "
         "href='#r'>back</a>"
         "</p></aside>",
         "a|(footnote:Note.)"},
        {"<p>a <span class='pagenum'>[12]</span>b <span class='pagenum'>xyz</span></p>",
         "a b xyz|(page-number:[12])"},
        {"<p>a <span class='pagebreak'>12</span>b <span class='page-break'>p. xi</span></p>",
         "a b|(page-number:12)|(page-number:p. xi)"},
        {"<nav epub:type='toc'><ol><li>x</li></ol></nav><p>a</p>", "(contents:x)|a"},
        {"<div role='navigation'><a href='n'>next</a></div><p>a</p>", "(contents:next)|a"},
        {"<h2>T</h2><p epub:type='contributors'>By A and B</p>", "h2:T|By A and B"},
        {"<div role='doc-pageheader'>Head</div><p>a <span epub:type='z3998:linenum'>5</span>b</p>"
         "<nav epub:type='toc-brief'>T</nav><div epub:type='z3998:published-works'>W</div>",
         "(page-number:Head)|a b|(page-number:5)|(contents:T)|(imprint:W)"},
        {"<section role='doc-pagelist'><p>1</p></section><p>a</p>", "(contents:1)|a"},
        {"<p>a<script>b</script><video>c</video><object>d</object></p>", "a"},
        {"<p>a</p><img src='x' alt='A boat.'><img src='y' alt='y.png'><img src='z' alt='image'>",
         "a|(illustration:A boat.)"},
        {"<p>a</p><div class='footnotes'><p class='footnote'><a href='#r1' class='label'>[1]</a> "
         "Note.</p></div><p class='footnote'>No mark.</p>",
         "a|(footnote:Note.)|No mark."},
        {"<div class='toc'><p><a href='#a'>A</a></p><p><a href='#b'>B</a></p></div><p>x</p>"
         "<p class='toc'>text and <a href='#a'>A</a></p>",
         "(contents:A)|(contents:B)|x|text and A"},
        {"<p>Contents</p><div class='toc'><p><a href='#a'>A</a></p><p><a href='#b'>B</a></p>"
         "<p><a href='#c'>C</a></p></div><p>x</p>",
         "(contents:Contents)|(contents:A)|(contents:B)|(contents:C)|x"},
        {"<pre>The Project Gutenberg EBook\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***</pre>"
         "<p>Produced by Ann</p><p>x</p><p>End of Project Gutenberg's X</p>"
         "<pre>*** END OF THIS PROJECT GUTENBERG EBOOK X ***\nmore</pre>",
         "(licence:The Project Gutenberg EBook\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***)|"
         "(licence:Produced by Ann)|x|(licence:End of Project Gutenberg's X)|"
         "(licence:*** END OF THIS PROJECT GUTENBERG EBOOK X ***\nmore)"},
        {"<div class='transnote'><p>Errors kept.</p></div><p>x</p>",
         "(transcriber:Errors kept.)|x"},
        {"<div id='pg-header'>PG</div><p>a</p>", "(licence:PG)|a"},
        {"<p>Header</p><p>*** START OF THE PROJECT GUTENBERG EBOOK X ***</p><p>a</p>"
         "<p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p><p>Licence</p>",
         "(licence:Header)|(licence:*** START OF THE PROJECT GUTENBERG EBOOK X ***)|a|"
         "(licence:*** END OF THE PROJECT GUTENBERG EBOOK X ***)|(licence:Licence)"},
    };
    CHECK_OUTLINES(cases);
}

static void options_read_after_all(void)
{
    struct book_options options = {.read_reasons = 1u << SKIP_HIDDEN | 1u << SKIP_NOTE_MARK |
                                                   1u << SKIP_SPEAKER_LABEL,
                                   .image_texts = true};
    CHECK_STR(outline("<p hidden>a</p><p>b<a epub:type='noteref' href='#x'>1</a></p>"
                      "<p><b epub:type='z3998:persona'>Ann</b> c</p><img alt='A boat.' src='x'>",
                      &options),
              "a|b1|Ann c|Image: A boat.");
}

static void formulas_ruby_quotes(void)
{
    static const struct outline_case cases[] = {
        {"<p>so <math alttext='x squared'><mi>x</mi></math> is</p>", "so x squared is"},
        {"<p>so <math alttext='equation'><mi>x</mi><mo>=</mo><mn>2</mn></math> is</p>", "so ∑ is"},
        {"<p>so <span role='math' aria-label='x plus y'><b>x</b>y</span> is</p>", "so x plus y is"},
        {"<p>a</p><div role='math' aria-label='x'>y</div>b", "a|x|b"},
        {"<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", "漢"},
        {"<p>He said <q>go <q>now</q></q>.</p>", "He said “go ‘now’”."},
    };
    CHECK_OUTLINES(cases);
}

/* Spans as "kind text=value", with a bar between. */
static void spans_are_told(void)
{
    static const struct {
        const char *html, *spans;
    } cases[] = {
        {"<p>a <em>b c</em> d</p>", "0 b c"},
        {"<html lang='en'><p>a <i lang='fr'>mot juste</i> <i lang='en-GB'>b</i></p></html>",
         "1 mot juste=fr"},
        {"<p>Henry <span epub:type='z3998:roman'>VIII</span></p>", "4 VIII"},
        {"<p>the <abbr epub:type='z3998:initialism'>BBC</abbr></p>", "5 BBC"},
        {"<p><abbr epub:type='se:compass'>N.W.</abbr>, 3 <abbr epub:type='se:era'>BC</abbr></p>",
         "6 N.W.|5 BC"},
        {"<html lang='ja'><p><ruby>漢<rt>かん</rt></ruby></p></html>", "3 漢=かん"},
        {"<p>so <math><mi>x</mi><mo>=</mo><mn>2</mn></math> is</p>", "3 ∑=x equals 2"},
        {"<math><mfrac><mrow><mi>a</mi><mo>+</mo><msup><mi>b</mi><mn>2</mn></msup></mrow><msqrt>"
         "<mi>c</mi></msqrt></mfrac><annotation>TeX</annotation></math>",
         "3 ∑=eigh plus b squared over the root of c"},
        {"<p>so <math alttext='a+b'><mi>a</mi><mo>+</mo><mi>b</mi></math> is</p>",
         "3 a+b=eigh plus b"},
        {"<math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi>"
         "</munderover><msub><mi>x</mi><mi>i</mi></msub></math>",
         "3 ∑=the sum from i equals 1 to n, x i"},
        {"<math><mfrac><mrow><mi>x</mi></mrow><mn>2</mn></mfrac><mi>y</mi><mo>&#x2062;</mo>"
         "<msup><mi>f</mi><mo>′</mo></msup><mroot><mi>z</mi><mn>3</mn></mroot></math>",
         "3 ∑=x over 2, y f prime the cube root of z"},
        {"<math><munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mover>"
         "<mi>v</mi><mo>→</mo></mover><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>",
         "3 ∑=the limit for x to 0, v vector x 1 squared"},
        {"<html lang='eu'><math><msup><mi>x</mi><mi>n</mi></msup></math></html>", "3 ∑=x ^ n"},
        {"<em><p>a</p><p>b</p></em>", "0 a|0 b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_html(cases[i].html, NULL);
        char line[200] = "";
        for (size_t j = 0; book != NULL && j < book->span_count; j++) {
            const struct span *span = &book->spans[j];
            size_t used = strlen(line);
            snprintf(line + used, sizeof line - used, "%s%d %.*s%s%s", j > 0 ? "|" : "",
                     (int)span->kind, (int)(span->end - span->start), book->text + span->start,
                     span->value != NULL ? "=" : "", span->value != NULL ? span->value : "");
        }
        CHECK_STR(line, cases[i].spans);
        book_free(book);
    }
}

static void chapters_come_from_headings(void)
{
    static const struct {
        const char *html, *chapters;
    } cases[] = {
        {"<h1>T</h1><h2>A</h2><p>a</p><h2>B</h2><p>b</p>", "1 T/2 A/2 B"},
        {"<h1>T</h1><p>x</p><h2>A</h2><p>a</p><h2>B</h2><p>b</p>", "1 T/2 A/2 B"},
        {"<h1>A</h1><p>a</p><h1>B</h1><h2>b</h2><p>b</p>", "1 A/1 B"},
        {"<p>front</p><h2>A</h2><p>a</p><h2>B</h2><p>b</p>", "1 ?/1 A/1 B"},
        {"<p>only text</p>", "1 ?"},
        {"<h2>BOOK ONE</h2><h2>CHAPTER I</h2><h2>The Sea</h2><p>t</p><h2>CHAPTER II</h2><p>u</p>"
         "<h2>BOOK TWO</h2><h2>CHAPTER I</h2><p>v</p>",
         "1 BOOK ONE/2 CHAPTER I: The Sea/2 CHAPTER II/1 BOOK TWO/2 CHAPTER I"},
        {"<h1>The Tale</h1><h2>By Ann Doe</h2><h2>Part the First</h2><h3>Chapter 1</h3>"
         "<h4>In which</h4><p>t</p><h3>Chapter 2</h3><h4>In what</h4><p>u</p>",
         "1 The Tale/2 Part the First/3 Chapter 1: In which/3 Chapter 2: In what"},
        {"<h2>Part I</h2><h3>1</h3><p>a</p><h3>2</h3><p>b</p><h2>Part II</h2><h3>3</h3><p>c</p>"
         "<h4>d</h4><p>e</p><h3>The End</h3>",
         "1 Part I/2 1/2 2/1 Part II/2 3"},
        {"<h3>I</h3><p>a</p><h2>II</h2><p>b</p><h2>III</h2><p>c</p>", "1 I/1 II/1 III"},
        {"<p><b>Chapter 1</b></p><p>a</p><p>Chapter 2: The Sea</p><p>b</p>",
         "1 Chapter 1/1 Chapter 2: The Sea"},
        {"<p>I</p><p>a</p><p>II</p><p>b</p><p>III</p><p>c</p>", "1 I/1 II/1 III"},
        {"<p class='chapter-number'>One</p><p class='chapter-title'>The Sea</p><p>a</p>"
         "<div class='Chapter_Number2'>Two</div><p>b</p><p class='chapter'>He went off, and he "
         "never came back to the house that he had left that day.</p>",
         "1 One: The Sea/1 Two"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_html(cases[i].html, NULL);
        char line[200] = "";
        for (size_t j = 0; book != NULL && j < book->chapter_count; j++) {
            size_t used = strlen(line);
            snprintf(line + used, sizeof line - used, "%s%d %s", j > 0 ? "/" : "",
                     book->chapters[j].level, book->chapters[j].title);
        }
        CHECK_STR(line, cases[i].chapters);
        book_free(book);
    }
}

static void sections_are_known_by_their_headings(void)
{
    static const struct {
        const char *html, *outline;
    } cases[] = {
        {"<h1>T</h1><p>LONDON</p><p>1899</p><p>For my sister.</p><h2>CONTENTS</h2>"
         "<table><tr><td>I.</td><td>The Sea</td></tr></table><h2>CHAPTER I</h2><p>a</p>"
         "<h2>INDEX</h2><p>Sea, 1</p>",
         "h1:T|(imprint:LONDON)|(imprint:1899)|For my sister.|(contents:CONTENTS)|"
         "(contents:I.\nThe Sea)|h2:CHAPTER I|a|(index:INDEX)|(index:Sea, 1)"},
        {"<h2>A</h2><p>a</p><h3>Footnotes:</h3><p>[1] One.</p><p>[2] Two.</p><h2>B</h2><p>b</p>",
         "h2:A|a|(footnote:Footnotes:)|(footnote:[1] One.)|(footnote:[2] Two.)|h2:B|b"},
        {"<h2>A</h2><p>a</p><h2>Notes</h2><p>He took notes.</p><h2>Contents</h2>",
         "h2:A|a|h2:Notes|He took notes.|h2:Contents"},
        {"<h1>T</h1><p><b>CONTENTS</b></p><p>I. The Sea</p><p>II. Home</p><p>Last Things 9</p>"
         "<p>1899</p><h2>The Sea</h2><p>a</p><h2>Home</h2><p>b</p><h2>Last Things</h2><p>c</p>",
         "h1:T|(contents:CONTENTS)|(contents:I. The Sea)|(contents:II. Home)|"
         "(contents:Last Things 9)|(imprint:1899)|h2:The Sea|a|h2:Home|b|h2:Last Things|c"},
        {"<p>Contents</p><p>The Sea</p><p>Home</p><p>were on its label.</p><h2>The Sea</h2>"
         "<p>a</p><h2>Home</h2><p>b</p>",
         "Contents|The Sea|Home|were on its label.|h2:The Sea|a|h2:Home|b"},
        {"<p>w.<a href='#fn1' id='fnref1'><sup>1</sup></a></p><ol class='notes'><li id='fn1'>One "
         "<a href='#fnref1'>↩\xEF\xB8\x8E</a></li></ol><p id='n'><a href='#noteref2'>2.</a> "
         "Two.</p><dl class='footnote1'><dt>[<a href='#back_note_3'>←3</a>]</dt><dd>x</dd></dl>",
         "w.|(note-mark:1)|(footnote:One ↩)|(footnote:2. Two.)|"
         "(footnote:[←3])|(footnote:x)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_STR(outline(cases[i].html, NULL), cases[i].outline);
}

/* `line` twelve times, the names Ann and Bob in turn in place of %. */
/* Notes in brackets without any link: only where the text has their number. */
static void lists_of_books_and_licences_are_skipped(void)
{
    static const struct outline_case cases[] = {
        {"<h1>A</h1><p>Text.</p><h1>References</h1><p>Orr, A. (1961). Light.</p>"
         "<p>Orr, B. 1962. Lamps.</p><p>Orr, C. http://example.org/</p>",
         "h1:A|Text.|(back-matter:References)|(back-matter:Orr, A. (1961). Light.)|"
         "(back-matter:Orr, B. 1962. Lamps.)|(back-matter:Orr, C. http://example.org/)"},
        {"<h1>A</h1><p>Text.</p><h1>References</h1><p>He made one in 1961.</p><p>Then two.</p>"
         "<p>And three.</p>",
         "h1:A|Text.|h1:References|He made one in 1961.|Then two.|And three."},
        {"<h1>A</h1><p>Text.</p><h2>License</h2><p>The licensor hereby grants you a royalty-free "
         "right.</p><h2>1. Scope</h2><p>No warranties.</p><h1>B</h1><p>More.</p>",
         "h1:A|Text.|(licence:License)|(licence:The licensor hereby grants you a royalty-free "
         "right.)|(licence:1. Scope)|(licence:No warranties.)|h1:B|More."},
        {"<h1>A</h1><p>Text.</p><h1>The Licence</h1><p>He had a licence to sell fish.</p>",
         "h1:A|Text.|h1:The Licence|He had a licence to sell fish."},
    };
    CHECK_OUTLINES(cases);
}

static void note_lines_are_skipped(void)
{
    static const struct outline_case cases[] = {
        {"<p>At dusk.<a href='#n'>12</a> He came.<a href='#m'>*</a></p>",
         "At dusk. He came.|(note-mark:12)|(note-mark:*)"},
        {"<p>See Fig.<a href='#n'>3</a> here, p. <a href='#m'>4</a>, v.<a href='#m'>5</a></p>",
         "See Fig.3 here, p. 4, v.5"},
        {"<p>At dusk.[1] So.</p><p>[1] A note.</p><p>[2] b</p><p>[1] again</p>",
         "At dusk.[1] So.|(footnote:[1] A note.)|[2] b|[1] again"},
        {"<p>[1] One.</p><p>a [1] b</p><p>[1]</p>", "[1] One.|a [1] b|[1]"},
    };
    CHECK_OUTLINES(cases);
}

static const char *play(const char *line)
{
    static char html[4000];
    strcpy(html, "<h2>ACT I</h2><p>A room.</p>");
    for (int i = 0; i < 12; i++) {
        size_t used = strlen(html), before = strcspn(line, "%");
        snprintf(html + used, sizeof html - used, "%.*s%s%s", (int)before, line,
                 i % 2 == 0 ? "ANN" : "BOB", line + before + 1);
    }
    return html;
}

/* Plays without semantic markup: how the first speech is cut. */
static void names_become_speakers(void)
{
    static const struct {
        const char *line, *wanted;
    } cases[] = {
        {"<p>%. Well?</p>", "|(speaker-label:ANN.)|Ann>Well?|"},
        {"<p><b>%.</b> Well? [Goes.]</p>", "|(speaker-label:ANN.)|Ann>Well?|[Goes.]|"},
        {"<p><span class='smcap'>%</span>. (<i>aside</i>) Well?</p>",
         "|(speaker-label:ANN.)|(aside)|Ann>Well?|"},
        {"<p><b>%</b><br/>Well?</p>", "|(speaker-label:ANN)|Ann>Well?|"},
        {"<p class='speaker'>%</p><p>Well?</p><p>Now.</p>",
         "|(speaker-label:ANN)|Ann>Well?|Ann>Now.|"},
        {"<p>% (laughs). Well?</p>", "|(speaker-label:ANN)|(laughs).|Ann>Well?|"},
        {"<p><i>%.</i> Well?</p>", "|(speaker-label:ANN.)|Ann>Well?|"},
        {"<table><tr><td><b>%</b></td><td>Well?</td></tr></table>",
         "|(speaker-label:ANN)|Ann>Well?|"},
        {"<p><b>The</b> old % house.</p>", "|The old ANN house.|"},
        {"<h3>A</h3><p><b>%:</b> Well?</p>", "|h3:A|ANN: Well?|"},     /* one a heading: no play */
        {"<p>%. Well?</p><p>a</p><p>b</p><p>c</p>", "|ANN. Well?|a|"}, /* too far apart */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *found = outline(play(cases[i].line), NULL);
        CHECK(strstr(found, cases[i].wanted) != NULL);
        if (strstr(found, cases[i].wanted) == NULL)
            CHECK_STR(found, cases[i].wanted);
    }
    CHECK(strstr(outline("<h2>ACT I</h2><p>ANN. Well?</p><p>BOB. No.</p>", NULL), "speaker") ==
          NULL);
    struct book_options options = {.read_reasons = 1u << SKIP_SPEAKER_LABEL};
    CHECK(strstr(outline(play("<p>%. Well?</p>"), &options), "|ANN. Well?|") != NULL);
}

static void html_tells_its_title_and_author(void)
{
    static const struct {
        const char *html, *title, *author;
    } cases[] = {
        {"<title>x</title><h1>THE OLD MILL</h1><p>BY<br>ANN DOE</p><p>a</p>", "The Old Mill",
         "Ann Doe"},
        {"<title>The Mill</title><meta name='dc.creator' content='Doe, Ann, 1850-1920'><p>a</p>",
         "The Mill", "Ann Doe"},
        {"<meta name='author' content='Doe, Ann'><h1>T</h1><p>By the sea. It rained.</p>", "T",
         "Doe, Ann"},
        {"<h1>T</h1><p>By the sea we were.</p>", "T", ""},
        {"<pre>The Project Gutenberg EBook of The Mill\n\nTitle: The Mill\n\nAuthor: Ann Doe\n\n"
         "*** START OF THE PROJECT GUTENBERG EBOOK THE MILL ***</pre><h1>THE MILL, A TALE</h1><p>a",
         "The Mill", "Ann Doe"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct book *book = read_html(cases[i].html, NULL);
        CHECK(book != NULL);
        if (book != NULL) {
            CHECK_STR(book->metadata.title, cases[i].title);
            CHECK_STR(book->metadata.author != NULL ? book->metadata.author : "", cases[i].author);
        }
        book_free(book);
    }
}

static void html_is_known_by_content(void)
{
    static const struct {
        const char *text;
        bool html;
    } cases[] = {
        {"<!DOCTYPE html><p>x", true},
        {"\xEF\xBB\xBF\n <!-- c --><HTML>", true},
        {"<?xml version='1.0'?><html/>", true},
        {"<p>x", true},
        {"<b>x", true},
        {"<\0h\0t\0m\0l\0>\0", false}, /* cut at the zero byte by the test itself */
        {"Text with <b>tags</b>", false},
        {"<3 is a heart", false},
        {"<unknown>", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(html_file_matches(view_of(cases[i].text)), cases[i].html);
    CHECK(html_file_matches((struct view){"<\0h\0t\0m\0l\0>\0", 12}));
}

static void sources_become_harmless(void)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"<?xml version='1.1' encoding='utf-8'?><!DOCTYPE a SYSTEM '/dev/zero'><a>x</a>",
         "<a>x</a>"},
        {"<!DOCTYPE a [<!ENTITY e SYSTEM '/etc/passwd'><!ENTITY d '&#x2014;'>]><a>&e;&d;</a>",
         "<a>—</a>"},
        {"<!DOCTYPE a [<!ENTITY amp 'EVIL'><!ENTITY b '&c;'><!ENTITY c '<i>'>]><a>&amp;&b;&c;</a>",
         "<a>&amp;</a>"},
        {"<!DOCTYPE html PUBLIC \"x><a>x</a>", "<a>x</a>"},
        {"<!DOCTYPE a [<!ENTITY x 'y'> ><a>x</a>", " ><a>x</a>"},
        {"<a>&eacute;&unknown;&#233;&#150; &#0;&#xD800;</a>", "<a>éé– </a>"},
        {"<a>A & B < C</a>", "<a>A &amp; B &lt; C</a>"},
        {"<a b='x<y'>&lt;</a>", "<a b='x&lt;y'>&lt;</a>"},
        {"<a><![CDATA[<&]]><!-- no --><?no?></a>", "<a>&lt;&amp;</a>"},
        {"<a><![CDATA[]]>x<![CDATA[]]</a>", "<a>x]]</a>"},
        {"<script>if (a < b) x();</script><p>y", "<script></script><p>y"},
        {"<a>x\x01y\x7Fz\xEF\xBF\xBF</a>", "<a>xyz</a>"},
        {"<a>caf\xE9 \x93q\x94</a>", "<a>café “q”</a>"},
        {"\xEF\xBB\xBF<a>\xC3\xA9\xFF</a>", "<a>é\xEF\xBF\xBD</a>"},
        {"<?xml version='1.0' encoding='windows-1251'?><a>\xCF\xF0</a>", "<a>Пр</a>"},
        {"<a>x\xC2\x97y\xC2\x81 <![CDATA[\xC2\x93q\xC2\x94]]></a>", "<a>x—y “q”</a>"},
        {"<a b='x\xC2\x97y'>z</a>", "<a b='x—y'>z</a>"},
        {"<a b=\"x\"\">y</a><i>z</i>", "<a b=\"x\"\">y</a><i>z</i>"},
        {"<a b = 'x''>y</a><i>z</i>", "<a b = 'x''>y</a><i>z</i>"},
        {"<a \"b\">it's</a>", "<a \"b\">it's</a>"},
        {"<a b=\"x c=\" d\"=\"\">y</a>", "<a b=\"x c=\" d\"=\"\">y</a>"},
        {"<a b=\"x>y</a> <i c=\"d\">z</i>", "<a b=\"x\">y</a> <i c=\"d\">z</i>"},
        {"<a b='x>It's</a> <i>z</i>", "<a b='x'>It's</a> <i>z</i>"},
        {"<a b=\"x>y</a> <i>z</i>", "<a b=\"x\">y</a> <i>z</i>"},
        {"<a b=\"x>y\"c=\"z\" d='<i>'>w</a>", "<a b=\"x>y\"c=\"z\" d='&lt;i>'>w</a>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct xml_source source;
        struct text out = {0};
        xml_source_open(view_of(cases[i].in), &source);
        while (xml_source_next(&source, &out))
            ;
        CHECK_STR(out.at, cases[i].out);
        text_release(&out);
        xml_source_close(&source);
    }
}

static void elements_are_known(void)
{
    static const struct {
        const char *name;
        enum html_class class;
    } cases[] = {
        {"address", HTML_BLOCK},
        {"br", HTML_LINE_BREAK},
        {"h6", HTML_HEADING},
        {"hd", HTML_HEADING},
        {"linegroup", HTML_VERSE},
        {"linenum", HTML_PAGE_NUMBER},
        {"list", HTML_BLOCK},
        {"li", HTML_ITEM},
        {"noteref", HTML_NOTE_MARK},
        {"note", HTML_NOTE},
        {"pagenum", HTML_PAGE_NUMBER},
        {"rtc", HTML_RUBY_TEXT},
        {"strong", HTML_STRESS},
        {"sup", HTML_INLINE},
        {"svg", HTML_SVG},
        {"trigger", HTML_NOTHING},
        {"xmp", HTML_PREFORMATTED},
        {"zzz", HTML_INLINE},
        {"", HTML_INLINE},
        {"frontmatter", HTML_BLOCK},
        {"case", HTML_NOTHING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(html_class(&(struct xml_node){.name = cases[i].name}), cases[i].class);
}

static void bounds_hold(void)
{
    struct text deep = {0};
    for (int i = 0; i < 100000; i++)
        text_add_str(&deep, "<div>");
    text_add_str(&deep, "word");
    struct xml_document *document = xml_parse(text_view(&deep), XML_HTML, NULL);
    struct text text = {0};
    size_t depth = 0;
    CHECK(document != NULL);
    for (const struct xml_node *node = document != NULL ? document->root : NULL; node != NULL;
         node = node->child)
        depth++;
    CHECK(depth <= XML_MAX_DEPTH + 1);
    if (document != NULL)
        xml_text(document->root, SIZE_MAX, &text);
    CHECK_STR(text.at, "word");
    xml_free(document);
    text_clear(&deep);
    text_add_str(&deep, "<p ");
    for (int i = 0; i < 2 * XML_MAX_ATTRIBUTES + 10; i++)
        text_addf(&deep, "a%d='' ", i);
    text_add_str(&deep, ">x</p>");
    char *problem = NULL;
    CHECK(xml_parse(text_view(&deep), XML_HTML, &problem) == NULL);
    CHECK_STR(problem, "an element has too many attributes");
    free(problem);
    text_clear(&deep);
    text_add_str(&deep, "<p>a</p>");
    for (int i = 0; i < 5000; i++)
        text_add_str(&deep, "<p></p>");
    text_add_str(&deep, "<p><br/>b</p>");
    document = xml_parse(text_view(&deep), XML_HTML, NULL);
    size_t nodes = 0;
    for (const struct xml_node *node = document->root; node != NULL;
         node = xml_next(document->root, node, false))
        nodes++;
    CHECK(nodes > 1000 && nodes < 1100);
    text_clear(&text);
    xml_text(document->root, SIZE_MAX, &text);
    CHECK_STR(text.at, "a b");
    xml_free(document);
    text_release(&text);
    text_release(&deep);
}

static void style_sheets_are_understood(void)
{
    static const struct {
        const char *sheet;
        bool hidden, raised;
    } cases[] = {
        {".a{display:none}", true, false},
        {"p.a, x { visibility : hidden ; }", true, false},
        {"#i{display:NONE!important}", true, false},
        {"p{vertical-align:super}", false, true},
        {".a{display:none}.a{display:block}", false, false},
        {"div .a{display:none}", false, false},
        {".b{display:none}", false, false},
        {"@media print{.a{display:none}}.c{color:red}", false, false},
        {"/* .a{display:none} */ .a /* x */ {color:red}", false, false},
        {"@import 'x'; .a{display:none}", true, false},
        {".a{display:none", true, false},
        {"}{;}{", false, false},
        {".a{display: none; display: oeb-page-head}", true, false},
        {".a{display: oeb-page-foot}", true, false},
        {".a{display: none; display: nonsense}", true, false},
        {".a{display: none; display: inline-block}", false, false},
        {".a{mso-hide:all}", true, false},
    };
    static const struct xml_attribute attributes[] = {{"class", "z a"}, {"id", "i"}};
    const struct xml_node node = {.name = "p", .attributes = attributes, .attribute_count = 2};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct css *css = css_new();
        css_add(css, view_of(cases[i].sheet));
        CHECK_INT(css_hides(css, &node), cases[i].hidden);
        CHECK_INT(css_raises(css, &node), cases[i].raised);
        css_free(css);
    }
}

TEST_MAIN(TEST(inline_elements_never_split_words), TEST(block_elements_never_join),
          TEST(verse_letters_tables), TEST(long_listings_are_skipped),
          TEST(verse_numbers_are_skipped), TEST(furniture_of_programs_and_sites_is_skipped),
          TEST(titles_are_cleaned), TEST(plays_give_speakers), TEST(labels_by_markup),
          TEST(levels_and_poems_of_dtbook), TEST(what_is_not_read_is_listed),
          TEST(options_read_after_all), TEST(formulas_ruby_quotes), TEST(spans_are_told),
          TEST(chapters_come_from_headings), TEST(sections_are_known_by_their_headings),
          TEST(note_lines_are_skipped), TEST(lists_of_books_and_licences_are_skipped),
          TEST(names_become_speakers), TEST(html_tells_its_title_and_author),
          TEST(html_is_known_by_content), TEST(sources_become_harmless), TEST(elements_are_known),
          TEST(bounds_hold), TEST(style_sheets_are_understood))
