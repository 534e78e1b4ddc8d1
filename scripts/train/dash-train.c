/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dash-train: weights of dialogue by dashes, by maximum likelihood, from the output of dash-dump.
 * `scripts/train/dashes` runs it.
 *
 *     dash-train FILE...      prints the weights trained on all files: W <feature> <weight> and
 *                             S <weight> <word>, in 1/8 nat
 *     dash-train -x FILE...   trains without one file after the other, and prints how many letters
 *                             of the one left out are found
 *
 * A FILE has one author's books. The model is a linear-chain conditional random field with the
 * states narration and speech, trained by AdaGrad with a quadratic penalty. Environment: L2 (1) and
 * L2WORDS (3), the penalty of features and of words; EPOCHS (12); FILES (3): only words that so
 * many authors use are kept, and of these the WORDS (600) that say most about the state; with -x,
 * SKIP: files whose path contains it are trained on and never left out.
 */
#include "script/quotes/dash_features.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT = 8, STRUCTURE = 1024, MAX_WORDS = 1 << 17, MAX_FILES = 64, MAX_BLOCK = 4096 };

struct clause {
    int letters, label, to_speech, to_told, count, *features; /* words are STRUCTURE + number */
};
struct file {
    struct clause *clauses;
    int *first; /* of each block, and the end */
    int blocks;
};

static char *words[MAX_WORDS];
static int word_count, kept[MAX_WORDS];
static double w[STRUCTURE + MAX_WORDS], g2[STRUCTURE + MAX_WORDS], grad[STRUCTURE + MAX_WORDS];
static double spoken_count[MAX_WORDS], told_count[MAX_WORDS];
static int file_count[MAX_WORDS], last_file[MAX_WORDS];
static const char *const endings[] = {"-ed",  "-ly",  "-ing", "-n't", "-'ll",
                                      "-'re", "-'ve", "-'d",  "-'s",  NULL};

static double number(const char *name, double otherwise)
{
    return getenv(name) != NULL ? atof(getenv(name)) : otherwise;
}

static int word_number(const char *word)
{
    static int slots[MAX_WORDS * 2];
    unsigned h = 2166136261u;
    for (const char *p = word; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    for (h %= MAX_WORDS * 2; slots[h] != 0; h = (h + 1) % (MAX_WORDS * 2))
        if (strcmp(words[slots[h] - 1], word) == 0)
            return slots[h] - 1;
    if (word_count + 1 >= MAX_WORDS)
        exit(1);
    words[word_count++] = strdup(word);
    slots[h] = word_count;
    return word_count - 1;
}

static void read_clause(struct clause *c, char *line)
{
    int used = 0, all[1 << 12], n = 0;
    sscanf(line, "C %d %d %d %d %n", &c->letters, &c->label, &c->to_speech, &c->to_told, &used);
    char *p = line + used;
    while (*p >= '0' && *p <= '9') {
        all[n++] = (int)strtol(p, &p, 10);
        p += *p == ',';
    }
    for (p = strtok(p, " \n"); p != NULL && n < 4000; p = strtok(NULL, " \n"))
        all[n++] = STRUCTURE + word_number(p);
    c->count = n;
    c->features = malloc((size_t)(n + 1) * sizeof *c->features);
    memcpy(c->features, all, (size_t)n * sizeof *all);
}

static void count_words(const struct clause *c, int file)
{
    for (int k = 0; k < c->count; k++) {
        int word = c->features[k] - STRUCTURE;
        if (word < 0)
            continue;
        *(c->label ? &spoken_count[word] : &told_count[word]) += 1;
        if (last_file[word] != file + 1)
            file_count[word]++;
        last_file[word] = file + 1;
    }
}

static struct file load(const char *path, int number_of_file)
{
    static char line[1 << 16];
    struct file f = {0};
    FILE *in = fopen(path, "r");
    int n = 0;
    f.clauses = malloc(200000 * sizeof *f.clauses);
    f.first = malloc(100000 * sizeof *f.first);
    while (in != NULL && fgets(line, sizeof line, in) != NULL)
        if (line[0] == 'B')
            f.first[f.blocks++] = n;
        else {
            read_clause(&f.clauses[n], line);
            count_words(&f.clauses[n++], number_of_file);
        }
    f.first[f.blocks] = n;
    if (in != NULL)
        fclose(in);
    return f;
}

/* How much a word says about the state: roughly its mutual information with speech. */
static double told_by(int word)
{
    double s = spoken_count[word] + 0.5, t = told_count[word] + 0.5, ratio = log(s / t);
    return ratio * ratio * (s + t);
}

static int more_telling(const void *a, const void *b)
{
    double x = told_by(*(const int *)a), y = told_by(*(const int *)b);
    return x < y ? 1 : x > y ? -1 : 0;
}

static void choose_words(void)
{
    static int order[MAX_WORDS];
    int n = 0, most = (int)number("WORDS", 600), files = (int)number("FILES", 3);
    for (int i = 0; i < word_count; i++)
        if (file_count[i] >= files)
            order[n++] = i;
    qsort(order, (size_t)n, sizeof *order, more_telling);
    for (int i = 0; i < n && i < most; i++)
        kept[order[i]] = 1;
    for (int e = 0; endings[e] != NULL; e++)
        kept[word_number(endings[e])] = 1;
}

/* A word that is kept stands for itself, any other for its ending. */
static void map_words(struct file *f)
{
    for (int c = 0; c < f->first[f->blocks]; c++) {
        struct clause *clause = &f->clauses[c];
        int n = 0;
        for (int k = 0; k < clause->count; k++) {
            int feature = clause->features[k];
            if (feature >= STRUCTURE && !kept[feature - STRUCTURE]) {
                const char *word = words[feature - STRUCTURE];
                size_t bytes = strlen(word);
                feature = 0;
                for (int e = 0; endings[e] != NULL; e++) {
                    size_t ending = strlen(endings[e]) - 1;
                    if (bytes >= ending + 2 && strcmp(word + bytes - ending, endings[e] + 1) == 0)
                        feature = STRUCTURE + word_number(endings[e]);
                }
            }
            if (feature != 0)
                clause->features[n++] = feature;
        }
        clause->count = n;
    }
}

static double add(double a, double b)
{
    double high = a > b ? a : b;
    return high + log1p(exp(-fabs(a - b)));
}

static double e_[MAX_BLOCK], fs[MAX_BLOCK], fn[MAX_BLOCK], bs[MAX_BLOCK], bn[MAX_BLOCK];

static double emission(const struct clause *c)
{
    double s = 0;
    for (int k = 0; k < c->count; k++)
        s += w[c->features[k]];
    return s;
}

/* The first feature says whether a dash begins the block: then it begins as speech. */
static int starts_as_speech(const struct clause *c)
{
    return c->count > 0 && c->features[0] >= DASH_FEATURE_2(STATE, STATE_DASH, 0) &&
           c->features[0] <= D_STATE_END;
}

static double forward(const struct clause *c, int n)
{
    for (int i = 0; i < n; i++) {
        e_[i] = emission(&c[i]);
        if (i == 0) {
            fs[0] = e_[0];
            fn[0] = starts_as_speech(c) ? -1e9 : 0;
            continue;
        }
        fs[i] = add(fs[i - 1], fn[i - 1] + w[c[i].to_speech]) + e_[i];
        fn[i] = add(fn[i - 1], fs[i - 1] + w[c[i].to_told]);
    }
    return add(fs[n - 1], fn[n - 1]);
}

static double learn(const struct clause *c, int n, double l2, double l2_words, double rate)
{
    static int touched[1 << 18];
    int count = 0;
    double z = forward(c, n), gold = 0;
    bs[n - 1] = bn[n - 1] = 0;
    for (int i = n - 2; i >= 0; i--) {
        bs[i] = add(bs[i + 1] + e_[i + 1], bn[i + 1] + w[c[i + 1].to_told]);
        bn[i] = add(bn[i + 1], bs[i + 1] + e_[i + 1] + w[c[i + 1].to_speech]);
    }
    for (int i = 0; i < n; i++) {
        double p = exp(fs[i] + bs[i] - z), g = c[i].label - p;
        gold += c[i].label ? e_[i] : 0;
        for (int k = 0; k < c[i].count; k++) {
            grad[c[i].features[k]] += g;
            touched[count++] = c[i].features[k];
        }
        if (i == 0)
            continue;
        int up = c[i].label && !c[i - 1].label, down = !c[i].label && c[i - 1].label;
        gold += up ? w[c[i].to_speech] : down ? w[c[i].to_told] : 0;
        grad[c[i].to_speech] += up - exp(fn[i - 1] + w[c[i].to_speech] + e_[i] + bs[i] - z);
        grad[c[i].to_told] += down - exp(fs[i - 1] + w[c[i].to_told] + bn[i] - z);
        touched[count++] = c[i].to_speech;
        touched[count++] = c[i].to_told;
    }
    for (int k = 0; k < count; k++) {
        int f = touched[k];
        double g = grad[f];
        if (g == 0)
            continue;
        grad[f] = 0;
        g -= (f < STRUCTURE ? l2 : l2_words) * n * w[f];
        g2[f] += g * g;
        w[f] += rate * g / sqrt(g2[f] + 1);
    }
    return gold - z;
}

static int block_length(const struct file *f, int b)
{
    int n = f->first[b + 1] - f->first[b];
    return n < MAX_BLOCK ? n : MAX_BLOCK;
}

static void train(const struct file *files, int count, int leave)
{
    double l2 = number("L2", 1) / 100000, l2_words = number("L2WORDS", 3) / 100000;
    int epochs = (int)number("EPOCHS", 12);
    memset(w, 0, sizeof w);
    memset(g2, 0, sizeof g2);
    for (int e = 0; e < epochs; e++)
        for (int x = 0; x < count; x++)
            for (int b = 0; x != leave && b < files[x].blocks; b++)
                if (block_length(&files[x], b) > 0)
                    learn(files[x].clauses + files[x].first[b], block_length(&files[x], b), l2,
                          l2_words, e < epochs * 2 / 3 ? 0.2 : 0.07);
}

/* The best way through one block; adds letters: right speech, wrong speech, missed. */
static void decide(const struct clause *c, int n, double sum[3])
{
    static char from_s[MAX_BLOCK], from_n[MAX_BLOCK];
    double s = 0, t = 0;
    for (int i = 0; i < n; i++) {
        double e = emission(&c[i]), up = i ? t + w[c[i].to_speech] : -1e9,
               down = i ? s + w[c[i].to_told] : -1e9;
        if (i == 0 && starts_as_speech(c))
            t = -1e9;
        from_s[i] = s >= up;
        from_n[i] = t >= down;
        double next = (s >= up ? s : up) + e;
        t = t >= down ? t : down;
        s = next;
    }
    for (int i = n - 1, speech = s > t; i >= 0; i--) {
        if (speech)
            sum[c[i].label ? 0 : 1] += c[i].letters;
        else if (c[i].label)
            sum[2] += c[i].letters;
        speech = speech ? from_s[i] : !from_n[i];
    }
}

static void test(const struct file *f, const char *name, double all[3])
{
    double sum[3] = {0};
    for (int b = 0; b < f->blocks; b++)
        if (block_length(f, b) > 0)
            decide(f->clauses + f->first[b], block_length(f, b), sum);
    fprintf(stderr, "%-40s P %5.1f R %5.1f F1 %5.1f\n", name, 100 * sum[0] / (sum[0] + sum[1]),
            100 * sum[0] / (sum[0] + sum[2]), 200 * sum[0] / (2 * sum[0] + sum[1] + sum[2]));
    for (int i = 0; i < 3; i++)
        all[i] += sum[i];
}

int main(int argc, char **argv)
{
    static struct file files[MAX_FILES];
    int x = argc > 1 && strcmp(argv[1], "-x") == 0, count = argc - 1 - x;
    double all[3] = {0};
    if (count < 1 || count > MAX_FILES)
        return 2;
    for (int i = 0; i < count; i++)
        files[i] = load(argv[1 + x + i], i);
    choose_words();
    for (int i = 0; i < count; i++)
        map_words(&files[i]);
    if (!x)
        train(files, count, -1);
    for (int i = 0; i < count; i++) {
        if (x && getenv("SKIP") != NULL && strstr(argv[1 + x + i], getenv("SKIP")) != NULL)
            continue; /* trained on, never tested */
        if (x)
            train(files, count, i);
        test(&files[i], argv[1 + x + i], all);
    }
    fprintf(stderr, "all: P %.1f R %.1f F1 %.1f\n", 100 * all[0] / (all[0] + all[1]),
            100 * all[0] / (all[0] + all[2]), 200 * all[0] / (2 * all[0] + all[1] + all[2]));
    for (int f = 1; !x && f < STRUCTURE; f++)
        if (w[f] != 0)
            printf("W %d %ld\n", f, lround(w[f] * UNIT));
    for (int i = 0; !x && i < word_count; i++)
        if (kept[i] && lround(w[STRUCTURE + i] * UNIT) != 0)
            printf("S %ld %s\n", lround(w[STRUCTURE + i] * UNIT), words[i]);
    return 0;
}
