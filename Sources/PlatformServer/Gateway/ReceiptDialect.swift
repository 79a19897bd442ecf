import Platform
import ServiceCore

/// Hears what a text gateway tells of messages: `/sms/receipt/SECRET?token=…&status=1&answer=…`, as Kannel asks for it.
struct ReceiptDialect: Dialect {
    static let name = "receipts"
    /// In bytes: what there is stands in the address.
    static let bodyLimit = 4 << 10

    private let platform: EmbeddedPlatform

    init(_ host: DialectHost) { platform = host.platform }

    func serves(_ path: [String]) -> Bool { path.count == 3 && path[0] == "sms" && path[1] == "receipt" }

    func admission(_ request: ServerRequest) async -> Admission { .unknown }

    /// A gateway asks again where it hears anything but 200.
    func answer(_ request: ServerRequest) async -> ServerResponse {
        guard request.method == "GET" || request.method == "POST" else {
            return .text(405, "A receipt is told by GET.\n")
        }
        guard let status = request.query["status"].flatMap({ Int($0) }), (0...255).contains(status) else {
            return .text(400, "A receipt has a status.\n")
        }
        let receipt = GatewayReceipt(status: status, answer: request.query["answer"] ?? "")
        do throws(ServiceError) {
            let outcome = try await platform.take(
                receipt, secret: request.path[2], token: request.query["token"] ?? "")
            return outcome == .nowhere
                ? .text(404, "There is nothing at this address.\n") : .text(200, "ok\n")
        } catch {
            return .text(503, "The receipt cannot be kept now.\n")
        }
    }

    func refusal(_ fault: RequestFault) -> ServerResponse {
        switch fault {
        case .tooLarge: .text(413, "The request is too long.\n")
        case .tooSlow: .text(408, "The request did not come in time.\n")
        case .busy: .text(503, "There is too much to do; try again in a moment.\n")
        case .unknownExpectation: .text(417, "The expectation is not known.\n")
        case .malformed: .text(400, "The request cannot be read.\n")
        }
    }
}
