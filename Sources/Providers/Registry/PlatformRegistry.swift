/// The hosted platforms that a connection can be made to; a new one is one folder and one line here.
package enum PlatformRegistry {
    /// In the order in which they are offered.
    package static let all: [PlatformDescription] = []

    /// The platform that the configuration calls by that name.
    package static subscript(kind: String) -> PlatformDescription? {
        all.first { $0.kind == kind }
    }
}
