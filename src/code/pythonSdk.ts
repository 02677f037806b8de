import { plainLiteral } from './literal.ts';
import { restriction, tokenAddressOf, differences } from './sdk.ts';
import { OWN_MODULES_ONLY } from './python.ts';
import type { UploadRequest } from '../upload/lastUpload.ts';
import { filePathOf, TOKEN_VARIABLE } from './uploadRequest.ts';

/**
 * Zoho's SDK for Python in version 8.0 of the API. It always names the part after the
 * file. Source: its README, samples and classes.
 */
export function pythonSdk(request: UploadRequest): string {
  const string = plainLiteral;
  const { servers, record } = request;
  const restrict = restriction(
    request,
    (triggers) => `parameters.add(UploadPhotoParam.restrict_triggers, ${string(triggers)})`,
  );
  return `# After: pip install zohocrmsdk8_0
${differences(request, '#')}${OWN_MODULES_ONLY}import os
import tempfile

from zohocrmsdk.src.com.zoho.api.authenticator.oauth_token import OAuthToken
from zohocrmsdk.src.com.zoho.api.authenticator.store import FileStore
from zohocrmsdk.src.com.zoho.api.logger import Logger
from zohocrmsdk.src.com.zoho.crm.api import ParameterMap
from zohocrmsdk.src.com.zoho.crm.api.dc.data_center import DataCenter
from zohocrmsdk.src.com.zoho.crm.api.initializer import Initializer
from zohocrmsdk.src.com.zoho.crm.api.record import FileBodyWrapper
from zohocrmsdk.src.com.zoho.crm.api.record.record_operations import RecordOperations, UploadPhotoParam
from zohocrmsdk.src.com.zoho.crm.api.util import StreamWrapper

# The SDK writes tokens, fields and a log to this folder.
folder = tempfile.mkdtemp(prefix="zoho-sdk-")
api = ${string(servers.api)}
Initializer.initialize(
    environment=DataCenter.Environment(api, ${string(tokenAddressOf(request))}, api),
    token=OAuthToken(access_token=os.environ["${TOKEN_VARIABLE}"], find_user=False),
    store=FileStore(file_path=os.path.join(folder, "tokens.csv")),
    resource_path=folder,
    logger=Logger.get_instance(level=Logger.Levels.INFO, file_path=os.path.join(folder, "sdk.log")),
)

body = FileBodyWrapper()
body.set_file(StreamWrapper(file_path=${string(filePathOf(request))}))
parameters = ParameterMap()
${restrict}operations = RecordOperations(${string(record.module)})
response = operations.upload_photo(int(${string(record.id)}), body, parameters)
print(response.get_status_code(), response.get_object().get_code().get_value())
`;
}
