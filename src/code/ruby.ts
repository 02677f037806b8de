import { rubyLiteral } from './literal.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { addressOf, filePathOf, partFileNameOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/** Ruby with Net::HTTP from its standard library. */
export function ruby(request: UploadRequest): string {
  return `require "net/http"

url = URI(${rubyLiteral(addressOf(request))})
request = Net::HTTP::Post.new(url)
request["Authorization"] = "Zoho-oauthtoken #{ENV.fetch("${TOKEN_VARIABLE}")}"

response = File.open(${rubyLiteral(filePathOf(request))}, "rb") do |file|
  part = { filename: ${rubyLiteral(partFileNameOf(request))}, content_type: ${rubyLiteral(request.contentType)} }
  request.set_form([["file", file, part]], "multipart/form-data", charset: "UTF-8")
  Net::HTTP.start(url.host, url.port, use_ssl: url.scheme == "https") { |http| http.request(request) }
end
puts "#{response.code} #{response.body}"
`;
}
