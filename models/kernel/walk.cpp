// Contributions of boosted trees, many rows side by side; see quadrature.py for the method, ranks.py for the
// conditions and both for the layout.
//
// The walk is compiled once for each instruction set of the processor family and chosen when it is called,
// so that one built file serves every machine of a kind. Needs GCC or Clang (vector extensions).

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <type_traits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { NUMBERS, ZERO_UNKNOWN, CATEGORIES };
enum { DOWN, AFTER_LEAF, TURN, AFTER_BOTH, PAIR, DOWN_PAIR, TURN_PAIR, TWO_PAIRS };
typedef uint16_t Rank;
static const Rank UNKNOWN = 65535;
static const double ZERO = 1e-35f;  // LightGBM takes what is nearer to zero than this as zero
// Rows that go through a tree before the next one: enough that its steps and constants stay in the nearest cache.
static const int ROWS_TOGETHER = 256;
// Rows for which a tree's conditions are decided at once, a multiple of the ranks in a register.
static const int DECIDED = 64;
// Registers of rows that take a step together, where there are so many: they hide each other's waiting.
static const int MANY = 4;
// Quadrature points of a pass.
static const int MOST_POINTS = 8;
// Columns of the matrix that are turned together: as many as a cache line holds.
static const int TURNED = 8;

// Whatever a step does must stay in registers: a call that is not inlined goes through memory and halves the speed.
#define INLINE inline __attribute__((always_inline))
#define NOT_INLINE __attribute__((noinline))

struct Column {
    int32_t feature, holds, begin, count;
};

struct Test {
    int32_t column;
    Rank low, span;
    int32_t set, words;
};

struct Step {
    int32_t what, node, child, child_2, depth, unused;
};

template <class T>
struct Node {
    double threshold, sign;
    int32_t feature, rule, above, asked, repeated, bits, words, first_holds;
    T holds, fails, z, first_value, second_value;
};

template <class T>
struct Tree {
    const Node<T>* nodes;
    const Test* tests;
    const Step* steps;
    const T *tau, *kappa, *weights;
    const int32_t* ties;
    int32_t count, step_count, points, depth, tie_count, unused;
};

template <class T>
struct Model {
    const Tree<T>* trees;
    const Column* columns;
    const double* cuts;
    const Rank* sets;
    int32_t tree_count, column_count, features, unused;
};

// Memory for one call, aligned for the widest register, given back at the end.
struct Room {
    void* pieces[12];
    int count = 0;
    bool full = false;
    template <class P>
    P* get(size_t some) {
        void* piece = nullptr;
        if (posix_memalign(&piece, 64, some * sizeof(P) + 64)) piece = nullptr, full = true;
        pieces[count++] = piece;
        return static_cast<P*>(piece);
    }
    ~Room() {
        for (int n = 0; n < count; ++n) free(pieces[n]);
    }
};

#if defined(__x86_64__)
#if defined(__clang__)
#define BEGIN_WITH(set) _Pragma("clang attribute push(__attribute__((target(" set "))), apply_to = function)")
#define END_WITH _Pragma("clang attribute pop")
#else
#define STRING(text) #text
#define BEGIN_WITH(set) _Pragma("GCC push_options") _Pragma(STRING(GCC target(set)))
#define END_WITH _Pragma("GCC pop_options")
#endif

BEGIN_WITH("avx512f,avx512dq,avx512vl,avx512bw,fma")
namespace wide {
#define REGISTER 64
#include "ranks.h"
#include "masks.h"
#include "walk.h"
#undef REGISTER
}
END_WITH

BEGIN_WITH("avx2,fma")
namespace middle {
#define REGISTER 32
#include "ranks.h"
#include "masks.h"
#include "walk.h"
#undef REGISTER
}
END_WITH
#endif

namespace narrow {
#define REGISTER 16
#include "ranks.h"
#include "masks.h"
#include "walk.h"
#undef REGISTER
}

// The widest register, in bits, that this processor has and the walk is compiled for.
static int widest() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
        return 512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 256;
#endif
    return 128;
}

template <class T>
static int explain(int bits, const Model<T>& model, const double* matrix, int64_t begin, int64_t end, double* out) {
#if defined(__x86_64__)
    if (bits == 512) return wide::explain<T>(model, matrix, begin, end, out);
    if (bits == 256) return middle::explain<T>(model, matrix, begin, end, out);
#endif
    return narrow::explain<T>(model, matrix, begin, end, out);
}

extern "C" {
int register_bits() { return widest(); }

// The bytes of each structure, for a caller that was not built together with this file.
void layout(int32_t* bytes) {
    const int32_t found[] = {sizeof(Column),       sizeof(Test),        sizeof(Step),        sizeof(Node<float>),
                             sizeof(Node<double>), sizeof(Tree<float>), sizeof(Model<float>)};
    memcpy(bytes, found, sizeof found);
}

// 0 if it went well, 1 if there is no memory. `bits` is at most what `register_bits` says.
int explain_f4(int bits, const Model<float>* model, const double* matrix, int64_t begin, int64_t end, double* out) {
    return explain<float>(bits, *model, matrix, begin, end, out);
}
int explain_f8(int bits, const Model<double>* model, const double* matrix, int64_t begin, int64_t end, double* out) {
    return explain<double>(bits, *model, matrix, begin, end, out);
}
}
