import FoundationEssentials
import ServiceCore
import Store

/// Where each kind of message goes by what is decided in a data directory.
enum TransportWays {
    static func all(in db: ReadTransaction) throws -> [TransportReport.Way] {
        guard let setting = try RelaySetting.current(in: db) else {
            let sandbox = PlatformTransport.standard.description
            return [.init(Channel.email.wayTitle, sandbox), .init(Channel.sms.wayTitle, sandbox)]
        }
        return [try mail(setting, in: db), .init(Channel.sms.wayTitle, noGateway)]
    }

    private static func mail(_ setting: RelaySetting, in db: ReadTransaction) throws -> TransportReport.Way {
        var way = TransportReport.Way(
            Channel.email.wayTitle, PlatformTransport.description(of: try setting.address()))
        way.side = setting.url
        way.facts =
            [.init("Since", "\(setting.time), by \(setting.who)")]
            + (try TransportReport.Way.returning(in: db))
        return way
    }

    private static let noGateway = TransportDescription(
        "none", "text messages are refused: they have no gateway", isSandboxed: true)
}

extension Channel {
    /// What is told of where its messages go stands under this.
    var wayTitle: String { self == .email ? "E-mail" : "Text messages" }
}
