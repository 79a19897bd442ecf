/// Which version of the API this is (§4).
enum DMDSVersion {
    static let routes = [DMDSRoute("version", handlers: ["GET": { _ in .ok(Payload()) }])]

    private struct Payload: Encodable {
        let status = "ok"
        let version = "1.5"
    }
}
