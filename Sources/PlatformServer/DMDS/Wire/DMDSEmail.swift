extension String {
    /// An address as DMDS writes it, which is in lower case (§3).
    var asDMDSWrites: String { lowercased() }
}
