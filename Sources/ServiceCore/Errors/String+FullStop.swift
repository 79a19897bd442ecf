extension String {
    /// A sentence as a part of another.
    package var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
