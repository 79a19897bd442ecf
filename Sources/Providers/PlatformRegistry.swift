/// The hosted platforms that a connection can be made to; a new one is one folder and one line here.
///
/// The folder's name in lower case is the platform's kind. `ExamplePlatformTests` is a platform in little.
package enum PlatformRegistry {
    /// In the order in which they are offered.
    package static let all: [PlatformDescription] = [.dyn, .sendClean, .dmds, .smsdrop]

    /// The platform that the configuration calls by that name.
    package static subscript(kind: String) -> PlatformDescription? {
        all.first { $0.kind == kind }
    }
}
