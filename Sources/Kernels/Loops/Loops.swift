/// The inner loops, over pointers.
///
/// Goals, in this order:
///
/// 1. Bit for bit the readable reference: every output element adds the same rounded products in the
///    same order. Vectors run along the columns, where elements don't depend on each other.
/// 2. One text for all processors: the compiler makes the vectors. The folder of this file is compiled
///    twice, as part of `Kernels` and, with AVX2, as `KernelsAVX2`; `KernelSet` chooses between them.
/// 3. Close to the speed of memory.
///
/// Nothing generic may be specialized here, whether ours or the standard library's: such a
/// specialization is a symbol that the linker shares between the twins, and then AVX2 instructions
/// reach processors without them. A test looks at the object code. Index arithmetic wraps (`&+`),
/// because a trap inside a loop keeps the compiler from making vectors; the sizes of a plane that is
/// in memory can't overflow.
///
/// What `KernelSet` says about the parameters holds here too; its methods are the documentation.
package enum Loops {}
