// The walk of models/kernel/quadrature.py over one register full of rows; included once per instruction set.
// REGISTER is the width in bytes. The layout of Node and Step is that of node_type and STEP there.

template <class T>
struct Lanes {
    static constexpr int count = REGISTER / sizeof(T);
    typedef T Row __attribute__((vector_size(REGISTER)));
    // Conditions are always of float64, so a row of float32 is decided in two halves.
    static constexpr int parts = sizeof(double) / sizeof(T), part = count / parts;
    typedef T Part __attribute__((vector_size(REGISTER / parts)));
};
typedef double Wide __attribute__((vector_size(REGISTER)));

// `yes` where the node's condition holds and `no` where it fails, in T.
template <class T>
static INLINE void choose(const Node<T>& node, const double* x, double yes, double no, typename Lanes<T>::Row* row) {
    using L = Lanes<T>;
    for (int part = 0; part < L::parts; ++part) {
        Wide value;
        memcpy(&value, x + part * L::part, sizeof value);
        // Comparing and choosing in one expression keeps the condition in a mask register.
        const Wide chosen = node.sign * value <= node.threshold ? Wide{} + yes : Wide{} + no;
        const typename L::Part narrowed = __builtin_convertvector(chosen, typename L::Part);
        memcpy(reinterpret_cast<T*>(row) + part * L::part, &narrowed, sizeof narrowed);
    }
}

template <class T>
NOT_INLINE static void choose_singly(const Tree<T>& tree, const Node<T>& node, const double* x, double yes, double no,
                                     typename Lanes<T>::Row* row) {
    for (int lane = 0; lane < Lanes<T>::count; ++lane) (*row)[lane] = T(rarely<T>(node, x[lane], tree.bits) ? yes : no);
}

template <class T>
static INLINE void decide_one(const Tree<T>& tree, int number, const double* x, int stride, double yes, double no,
                              typename Lanes<T>::Row* row) {
    const Node<T>& node = tree.nodes[number];
    x += int64_t(node.feature) * stride;
    if (node.rule == PLAIN)
        choose<T>(node, x, yes, no, row);
    else
        choose_singly<T>(tree, node, x, yes, no, row);
}

// m of every node for these rows; `reach` holds, for nodes that are asked, whether a row reaches either child.
template <class T>
NOT_INLINE static void decide(const Tree<T>& tree, const double* x, int stride, typename Lanes<T>::Row* m,
                              typename Lanes<T>::Row* reach) {
    using Row = typename Lanes<T>::Row;
    for (int n = 0; n < tree.count; ++n)
        decide_one<T>(tree, n, x, stride, tree.nodes[n].holds, tree.nodes[n].fails, m + n);
    for (int tie = 0; tie < tree.tie_count; ++tie) {
        const int n = tree.ties[tie];
        const Node<T>& node = tree.nodes[n];
        if (node.above >= 0) m[n] *= reach[node.above];
        if (node.asked) {
            Row held;
            decide_one<T>(tree, n, x, stride, 1.0, 0.0, &held);
            const Row here = node.above >= 0 ? reach[node.above] : Row{} + T(1);
            reach[2 * n + !node.first_holds] = here * held;
            reach[2 * n + node.first_holds] = here * (T(1) - held);
        }
    }
}

template <class T, int Q>
struct Walk {
    using Row = typename Lanes<T>::Row;
    const Tree<T>& tree;
    const Row* m;
    Row* phi;
    int from;  // the first of the Q points of this pass

    const T* tau(const Node<T>& node) const { return tree.tau + node.repeated * tree.points + from; }
    const T* kappa(const Node<T>& node) const { return tree.kappa + node.repeated * tree.points + from; }

    // phi of the node's feature grows by m * sum of kappa G difference.
    INLINE void credit(const Node<T>& node, Row m_node, const Row* g, const Row* difference) const {
        Row sum{};
        if (node.repeated) {
            const T* k = kappa(node);
            for (int q = 0; q < Q; ++q) sum += g[q] * k[q] * difference[q];
        } else {
            for (int q = 0; q < Q; ++q) sum += g[q] * difference[q];
        }
        phi[node.feature] += m_node * sum;
    }

    // A node with two leaves: what it returns, and its credit.
    INLINE void pair(int number, const Row* g, Row* r) const {
        const Node<T>& node = tree.nodes[number];
        const T difference = node.first_value - node.second_value;
        const Row slope = m[number] * difference;
        const T* t = tau(node);
        Row sum{};
        if (node.repeated) {
            const T* k = kappa(node);
            for (int q = 0; q < Q; ++q) sum += g[q] * k[q];
        } else {
            for (int q = 0; q < Q; ++q) sum += g[q];
        }
        const T at_zero = node.second_value + node.z * difference;
        for (int q = 0; q < Q; ++q) r[q] = at_zero + slope * t[q];
        phi[node.feature] += slope * sum;
    }

    // Both children have returned: their mixture replaces `r`, the second one's return.
    INLINE void mix(int number, const Row* g, const Row* first, const Row* second, Row* r) const {
        const Node<T>& node = tree.nodes[number];
        const Row m_node = m[number];
        const T* t = tau(node);
        Row difference[Q];
        for (int q = 0; q < Q; ++q) difference[q] = first[q] - second[q];
        credit(node, m_node, g, difference);
        for (int q = 0; q < Q; ++q) r[q] = second[q] + (node.z + m_node * t[q]) * difference[q];
    }

    INLINE void mix_with_leaf(int number, const Row* g, Row* r) const {
        const Node<T>& node = tree.nodes[number];
        Row leaf[Q];
        for (int q = 0; q < Q; ++q) leaf[q] = Row{} + node.second_value;
        mix(number, g, r, leaf, r);
    }

    INLINE void into_first(int number, const Row* g, Row* below) const {
        const Node<T>& node = tree.nodes[number];
        const T* t = tau(node);
        for (int q = 0; q < Q; ++q) below[q] = g[q] * (node.z + m[number] * t[q]);
    }

    void run(Row* stack, Row* kept) const {
        Row r[Q], one[Q], two[Q];
        for (int q = 0; q < Q; ++q) r[q] = Row{}, stack[q] = Row{} + tree.weights[from + q];
        for (int s = 0; s < tree.step_count; ++s) {
            const Step& step = tree.steps[s];
            Row *g = stack + step.depth * Q, *below = g + Q, *kept_here = kept + step.depth * Q;
            switch (step.what) {
                case DOWN: into_first(step.node, g, below); break;
                case AFTER_LEAF: mix_with_leaf(step.node, g, r); break;
                case TURN:
                    for (int q = 0; q < Q; ++q) kept_here[q] = r[q], below[q] = g[q] - below[q];
                    break;
                case AFTER_BOTH: mix(step.node, g, kept_here, r, r); break;
                case PAIR: pair(step.node, g, r); break;
                case DOWN_PAIR:
                    into_first(step.node, g, one);
                    pair(step.child, one, r);
                    mix_with_leaf(step.node, g, r);
                    break;
                case TURN_PAIR:
                    for (int q = 0; q < Q; ++q) one[q] = g[q] - below[q];
                    pair(step.child, one, two);
                    mix(step.node, g, r, two, r);
                    break;
                case TWO_PAIRS:
                    into_first(step.node, g, one);
                    for (int q = 0; q < Q; ++q) two[q] = g[q] - one[q];
                    pair(step.child, one, one);
                    pair(step.child_2, two, two);
                    mix(step.node, g, one, two, r);
                    break;
            }
        }
    }
};

template <class T, int Q>
NOT_INLINE static void walk(const Tree<T>& tree, const typename Lanes<T>::Row* m, typename Lanes<T>::Row* phi, int from,
                 typename Lanes<T>::Row* stack, typename Lanes<T>::Row* kept) {
    Walk<T, Q>{tree, m, phi, from}.run(stack, kept);
}

// All points of a tree, MOST_POINTS at a time: what a point adds does not depend on the others.
template <class T>
static void explain_tree(const Tree<T>& tree, const double* x, int stride, typename Lanes<T>::Row* phi,
                         typename Lanes<T>::Row* m, typename Lanes<T>::Row* reach, typename Lanes<T>::Row* stack,
                         typename Lanes<T>::Row* kept) {
    decide<T>(tree, x, stride, m, reach);
    const int passes = (tree.points + MOST_POINTS - 1) / MOST_POINTS;
    for (int pass = 0, from = 0; pass < passes; ++pass) {
        const int some = (tree.points - from) / (passes - pass);
        switch (some) {
            case 1: walk<T, 1>(tree, m, phi, from, stack, kept); break;
            case 2: walk<T, 2>(tree, m, phi, from, stack, kept); break;
            case 3: walk<T, 3>(tree, m, phi, from, stack, kept); break;
            case 4: walk<T, 4>(tree, m, phi, from, stack, kept); break;
            case 5: walk<T, 5>(tree, m, phi, from, stack, kept); break;
            case 6: walk<T, 6>(tree, m, phi, from, stack, kept); break;
            case 7: walk<T, 7>(tree, m, phi, from, stack, kept); break;
            default: walk<T, 8>(tree, m, phi, from, stack, kept); break;
        }
        from += some;
    }
}

// Rows `begin` to `end` of a row-major matrix; contributions are added up in `out`, row-major as well.
template <class T>
static int explain(const Tree<T>* trees, int tree_count, int features, const double* matrix, int64_t begin,
                   int64_t end, double* out) {
    using L = Lanes<T>;
    using Row = typename L::Row;
    if (begin >= end) return 0;
    const int lanes = L::count;
    const int together = end - begin < ROWS_TOGETHER ? int(end - begin + lanes - 1) / lanes * lanes : ROWS_TOGETHER;
    int nodes = 0, depth = 0;
    for (int t = 0; t < tree_count; ++t) {
        if (trees[t].count > nodes) nodes = trees[t].count;
        if (trees[t].depth > depth) depth = trees[t].depth;
    }
    const int blocks = together / lanes;
    Room room;
    double* x = room.get<double>(size_t(features) * together);
    Row* phi = room.get<Row>(size_t(features) * blocks);
    Row* m = room.get<Row>(nodes);
    Row* reach = room.get<Row>(2 * nodes);
    Row* stack = room.get<Row>(size_t(depth) * MOST_POINTS);
    Row* kept = room.get<Row>(size_t(depth) * MOST_POINTS);
    if (room.full) return 1;
    for (int64_t start = begin; start < end; start += together) {
        const int rows = int(end - start < together ? end - start : together);
        turn(matrix + start * features, rows, features, together, x);
        memset(phi, 0, sizeof(Row) * size_t(features) * blocks);
        const int used = (rows + lanes - 1) / lanes;
        for (int t = 0; t < tree_count; ++t)
            for (int b = 0; b < used; ++b)
                explain_tree<T>(trees[t], x + b * lanes, together, phi + size_t(b) * features, m, reach, stack, kept);
        for (int row = 0; row < rows; ++row) {
            const Row* own = phi + size_t(row / lanes) * features;
            double* to = out + (start + row) * features;
            for (int f = 0; f < features; ++f) to[f] = double(own[f][row % lanes]);
        }
    }
    return 0;
}
