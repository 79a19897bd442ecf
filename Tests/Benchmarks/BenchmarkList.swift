import Foundation
import ServiceCore

/// The list: as programs export people, in no order of their addresses.
struct BenchmarkList {
    let path: String
    private static let firsts = ["Ana", "Bo", "Chloé", "Dee", "Eva", "Finn", "Gil", "Hana", "Ivo", "Jun"]
    private static let lasts = [
        "Silva", "Costa", "Meyer", "Novák", "Okoye", "Pérez", "Quist", "Rossi", "Sato",
    ]

    func write(_ count: Int) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw BenchmarkDirectory.Missing() }
        try file.write(contentsOf: Data("id,email,phone,first_name,last_name,age,sex\n".utf8))
        for start in stride(from: 1, through: count, by: 10_000) {
            let lines = (start..<min(start + 10_000, count + 1)).map(Self.line)
            try file.write(contentsOf: Data(lines.joined().utf8))
        }
        try file.close()
    }

    private static func line(_ number: Int) -> String {
        let scattered = number * 2_654_435_761 % 4_294_967_291
        let (first, last) = (firsts[scattered % firsts.count], lasts[scattered / 16 % lasts.count])
        let phone = scattered % 3 == 0 ? "+1555\(1_000_000 + number)" : ""
        let domain = ["example.com", "example.net", "mail.example"][scattered % 3]
        return "\(number),\(first.prefix(2).lowercased()).\(scattered)@\(domain),\(phone),\(first),\(last),"
            + "\(18 + scattered % 70),\(scattered % 2 == 0 ? "F" : "M")\n"
    }

    var file: ListFile {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
        return ListFile(name: "people.csv", size: size) { [path] () throws(ServiceError) in
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw ServiceError(.notFound, "The list is gone.")
            }
            return { () throws(ServiceError) in
                do { return try file.read(upToCount: 1 << 16).map { [UInt8]($0) } ?? [] } catch {
                    throw ServiceError(.storage, "The list cannot be read.")
                }
            }
        }
    }
}
