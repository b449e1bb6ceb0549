// Which rows meet a condition, and what is chosen by it; included once per instruction set, before walk.h.
//
// `Held` keeps it for DECIDED rows. Registers of 512 bits have masks of one bit per row, which cost next to nothing to
// compare into and to choose by; elsewhere it is a byte per row, all ones where the condition holds.

template <class T>
struct Whole;
template <>
struct Whole<float> { typedef int32_t Number; };
template <>
struct Whole<double> { typedef int64_t Number; };

template <class T>
struct Lanes {
    static constexpr int count = REGISTER / sizeof(T);
    typedef T Row __attribute__((vector_size(REGISTER)));
    typedef typename Whole<T>::Number Numbers __attribute__((vector_size(REGISTER)));
    typedef int8_t Bytes __attribute__((vector_size(count)));
};

// The same number for every row. (Zero is taken away, not added: that costs nothing.)
template <class T>
static INLINE typename Lanes<T>::Row all(T x) { return x - typename Lanes<T>::Row{}; }

#if REGISTER == 64
enum { RANKS = 32 };
typedef uint64_t Held;
static_assert(DECIDED == 64, "a bit for each row");

// Rows whose rank is in the range of a test.
static INLINE void within(const Rank* ranks, const Test& test, Held& held) {
    const __m512i low = _mm512_set1_epi16(short(test.low)), span = _mm512_set1_epi16(short(test.span));
    held = 0;
    for (int part = 0; part < DECIDED; part += RANKS) {
        const __m512i some = _mm512_sub_epi16(_mm512_loadu_si512(ranks + part), low);
        held |= Held(_mm512_cmple_epu16_mask(some, span)) << part;
    }
}

// Rows whose category is in the set: 512 categories of it at a time.
static INLINE void in_set(const Rank* ranks, const Rank* set, int words, Held& held) {
    const __m512i one = _mm512_set1_epi16(1), last = _mm512_set1_epi16(15);
    held = 0;
    for (int part = 0; part < DECIDED; part += RANKS) {
        const __m512i some = _mm512_loadu_si512(ranks + part), block = _mm512_srli_epi16(some, 9);
        for (int word = 0; word < words; word += RANKS) {
            const __m512i bits = _mm512_permutexvar_epi16(_mm512_srli_epi16(some, 4), _mm512_loadu_si512(set + word));
            const __m512i bit = _mm512_srlv_epi16(bits, _mm512_and_si512(some, last));
            const __mmask32 here = _mm512_cmpeq_epi16_mask(block, _mm512_set1_epi16(short(word / RANKS)));
            held |= Held(_mm512_mask_test_epi16_mask(here, bit, one)) << part;
        }
    }
}

static INLINE Held both(Held one, Held other) { return one & other; }
static INLINE Held but_not(Held one, Held other) { return one & ~other; }
static INLINE Held everything() { return ~Held(0); }

// For the rows of a register from `row` on: the one number or the other, a row's own or zero.
static INLINE Lanes<float>::Row choose(Held held, int row, float yes, float no) {
    return (Lanes<float>::Row)_mm512_mask_blend_ps(__mmask16(held >> row), _mm512_set1_ps(no), _mm512_set1_ps(yes));
}
static INLINE Lanes<double>::Row choose(Held held, int row, double yes, double no) {
    return (Lanes<double>::Row)_mm512_mask_blend_pd(__mmask8(held >> row), _mm512_set1_pd(no), _mm512_set1_pd(yes));
}
static INLINE Lanes<float>::Row keep(Held held, int row, Lanes<float>::Row own) {
    return (Lanes<float>::Row)_mm512_maskz_mov_ps(__mmask16(held >> row), (__m512)own);
}
static INLINE Lanes<double>::Row keep(Held held, int row, Lanes<double>::Row own) {
    return (Lanes<double>::Row)_mm512_maskz_mov_pd(__mmask8(held >> row), (__m512d)own);
}
#else
enum { RANKS = REGISTER / sizeof(Rank) };
typedef int8_t Held __attribute__((vector_size(DECIDED)));
typedef Rank SomeRanks __attribute__((vector_size(REGISTER)));
typedef int8_t SomeHeld __attribute__((vector_size(RANKS)));

static INLINE void within(const Rank* ranks, const Test& test, Held& held) {
    for (int part = 0; part < DECIDED; part += RANKS) {
        SomeRanks some;
        memcpy(&some, ranks + part, sizeof some);
        const SomeHeld narrowed = __builtin_convertvector(some - test.low <= SomeRanks{} + test.span, SomeHeld);
        memcpy(reinterpret_cast<int8_t*>(&held) + part, &narrowed, sizeof narrowed);
    }
}

static INLINE void in_set(const Rank* ranks, const Rank* set, int, Held& held) {
    int8_t* to = reinterpret_cast<int8_t*>(&held);
    for (int row = 0; row < DECIDED; ++row) to[row] = int8_t(-(set[ranks[row] >> 4] >> (ranks[row] & 15) & 1));
}

static INLINE Held both(const Held& one, const Held& other) { return one & other; }
static INLINE Held but_not(const Held& one, const Held& other) { return one & ~other; }
static INLINE Held everything() { return ~Held{}; }

// A row's byte as wide as the row's number. GCC converts registers of bytes one by one, hence by hand where it matters.
template <class T>
static INLINE typename Lanes<T>::Numbers mask(const Held& held, int row) {
    const int8_t* from = reinterpret_cast<const int8_t*>(&held) + row;
#if defined(__x86_64__)
    int64_t bytes = 0;
    memcpy(&bytes, from, Lanes<T>::count);
    const __m128i some = _mm_cvtsi64_si128(bytes);
#if REGISTER == 32
    return (typename Lanes<T>::Numbers)(sizeof(T) == 4 ? _mm256_cvtepi8_epi32(some) : _mm256_cvtepi8_epi64(some));
#else
    const __m128i twice = _mm_unpacklo_epi8(some, some), four_times = _mm_unpacklo_epi16(twice, twice);
    return (typename Lanes<T>::Numbers)(sizeof(T) == 4 ? four_times : _mm_unpacklo_epi32(four_times, four_times));
#endif
#else
    typename Lanes<T>::Bytes some;
    memcpy(&some, from, sizeof some);
    return __builtin_convertvector(some, typename Lanes<T>::Numbers);
#endif
}
template <class T>
static INLINE typename Lanes<T>::Row choose(const Held& held, int row, T yes, T no) {
    return mask<T>(held, row) ? all(yes) : all(no);
}
template <class R>
static INLINE R keep(const Held& held, int row, R own) {
    typedef typename std::remove_reference<decltype(own[0])>::type T;
    return mask<T>(held, row) ? own : R{};
}
#endif
