import CNcurses

/// The columns of a scalar by the C library, whose answer ncurses follows.
func cWidth(of scalar: Unicode.Scalar) -> Int { Int(cn_wcwidth(scalar.value)) }
